"""Many comments from a spreadsheet: preview, what is wrong row by row, sending, nothing by halves."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml import OxmlElement
from openpyxl import Workbook, load_workbook

from tests.sheets import read_tables
from zsa_portal.notices.importers import TypeField
from zsa_portal.notices.models import Opinion, OpinionSheet
from zsa_portal.people.imports import word
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
HEADS = ("Clause", "Type of comment", "Opinion and reasons", "Proposed change")
WHO = {"name": "Wang Fang", "organisation": "Works", "contact": "13800000000", "truthful": "on"}


def sheet(*rows, heads=HEADS):
    book = Workbook()
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("comments.xlsx", stream.getvalue())


def put(client, item, table):
    """Send a table and read it; the page that shows what it holds."""
    sent = client.post(url(item), WHO | {"table": table})
    assert sent.status_code == 302
    read_tables()
    return client.get(sent["Location"])


def url(item, name="sheet"):
    return reverse(f"notices:{name}", args=[item.pk])


def test_rows_are_shown_first_and_stored_when_sent(consulted, browse):
    client = browse(consulted.people["outsider"])
    table = sheet(("5.10", "te", "Too low.", "Raise it."), ("A.1", "Editorial", "A comma.", None))
    preview = put(client, consulted, table)
    assert preview.status_code == 200
    assert b"2 comments were read. Nothing is sent yet." in preview.content
    assert Opinion.objects.count() == 0
    done = client.post(url(consulted, "sheet_send"), follow=True)
    assert b"2 comments were received." in done.content
    rows = Opinion.objects.order_by("pk").values_list("clause", "type", "text", "proposed_change")
    assert list(rows) == [("5.10", "te", "Too low.", "Raise it."), ("A.1", "ed", "A comma.", "")]
    assert {one.author for one in Opinion.objects.all()} == {consulted.people["outsider"]}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("te", "te"),
        ("Technical", "te"),
        ("技术性", "te"),
        ("编辑", "ed"),
        ("ED", "ed"),
        ("一般性（ge）", "ge"),
    ],
)
def test_a_type_is_read_as_people_write_it(written, code):
    assert TypeField().clean(written) == code


def test_sending_twice_stores_once(consulted, browse):
    client = browse(consulted.people["outsider"])
    put(client, consulted, sheet(("1", "ed", "A comma.", "")))
    client.post(url(consulted, "sheet_send"))
    again = client.post(url(consulted, "sheet_send"), follow=True)
    assert b"This table was received already; nothing was stored twice." in again.content
    assert Opinion.objects.count() == 1


def test_every_wrong_row_is_named_and_nothing_can_be_sent(consulted, browse):
    client = browse(consulted.people["outsider"])
    table = sheet(
        ("1", "ed", "Good.", ""), ("2", "loud", "Bad type.", ""), ("3", "te", "", "No text.")
    )
    page = put(client, consulted, table).content.decode()
    assert '<td data-label="row">3</td>' in page
    assert "The type is ge (general), te (technical) or ed (editorial)." in page
    assert '<td data-label="row">4</td>' in page
    assert '<td data-label="row">2</td>' not in page
    client.post(url(consulted, "sheet_send"))
    assert Opinion.objects.count() == 0


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (lambda: SimpleUploadedFile("a.xlsx", b"MZ\x90\x00"), "This is not a spreadsheet (xlsx)."),
        (sheet, "The sheet has no rows below its headings."),
        (lambda: sheet(("1", "x"), heads=("Clause", "Other")), "The column “Other” is unknown."),
        (lambda: sheet(*[("1", "ed", "x", "")] * 301), "The sheet has more than 300 rows."),
    ],
)
def test_a_file_that_is_no_table_is_told(consulted, browse, table, sentence):
    answer = put(browse(consulted.people["outsider"]), consulted, table())
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (lambda: SimpleUploadedFile("a.doc", b"PK"), "is not of an accepted kind"),
        (lambda: "", "This field is required."),
    ],
)
def test_a_file_that_can_be_no_table_is_not_even_kept(consulted, browse, table, sentence):
    answer = browse(consulted.people["outsider"]).post(url(consulted), WHO | {"table": table()})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_empty_table_can_be_filled_in_and_read(consulted, browse):
    client = browse(consulted.people["outsider"])
    book = load_workbook(io.BytesIO(client.get(reverse("notices:sheet_template")).content))
    page = book.active
    assert [cell.value for cell in page[1]] == list(HEADS)
    assert page["A2"].number_format == "@"
    page["A2"], page["B2"], page["C2"] = "5.10", "ge", "In general."
    stream = io.BytesIO()
    book.save(stream)
    table = SimpleUploadedFile("comments.xlsx", stream.getvalue())
    answer = put(client, consulted, table)
    assert b"1 comment was read." in answer.content


def test_after_closing_a_table_is_refused_at_both_steps(consulted, browse):
    client = browse(consulted.people["outsider"])
    put(client, consulted, sheet(("1", "ed", "A comma.", "")))
    with clock.moved_to(consulted.notice.closes_at):
        late = client.post(url(consulted, "sheet_send"), follow=True)
        assert b"ended on 2026-04-01 at 24:00 Beijing time" in late.content
        table = sheet(("1", "ed", "A comma.", ""))
        assert client.post(url(consulted), WHO | {"table": table}).status_code == 409
    assert Opinion.objects.count() == 0


def test_a_table_is_for_texts_and_its_own_notice(noticed, consulted, browse):
    client = browse(consulted.people["outsider"])
    assert client.get(url(noticed)).status_code == 404
    put(client, consulted, sheet(("1", "ed", "A comma.", "")))
    client.post(url(noticed, "sheet_send"))
    assert Opinion.objects.count() == 0


def test_a_table_waiting_is_not_another_person_s(consulted, browse):
    client = browse(consulted.people["outsider"])
    put(client, consulted, sheet(("1", "ed", "A comma.", "")))
    other = browse(consulted.people["member"])
    other.post(url(consulted, "sheet_send"))
    assert Opinion.objects.count() == 0


# The same table again


def send(client, item, *rows):
    put(client, item, sheet(*rows))
    return client.post(url(item, "sheet_send"), follow=True).content.decode()


@pytest.mark.parametrize(
    "again",
    [
        [("5.10", "te", "Too low.", ""), ("A.1", "ed", "A comma.", "")],
        [("A.1", "ed", "A comma.", None), ("5.10", "te", "Too low.", None)],
        [("５.10", "Technical", " Too  low.", None), ("A.1", "编辑性", "A comma.", "  ")],
    ],
    ids=["the same file", "in another order", "in other spacing and width"],
)
def test_a_second_sending_is_answered_with_what_is_there(consulted, browse, again):
    client = browse(consulted.people["outsider"])
    first = [("5.10", "te", "Too low.", None), ("A.1", "ed", "A comma.", None)]
    assert "2 comments were received." in send(client, consulted, *first)
    one, two = Opinion.objects.order_by("number").values_list("reference", flat=True)
    page = send(client, consulted, *again)
    assert "This table was received already on" in page
    assert f"2 comments, from {one} to {two}. Nothing was stored twice." in page
    assert (Opinion.objects.count(), OpinionSheet.objects.count()) == (2, 1)


def test_another_sender_or_another_content_is_another_table(consulted, browse):
    row = ("5.10", "te", "Too low.", None)
    send(browse(consulted.people["outsider"]), consulted, row)
    send(browse(consulted.people["member"]), consulted, row)
    assert "1 comment was received." in send(
        browse(consulted.people["outsider"]), consulted, ("5.1", "te", "Too low.", None)
    )
    assert Opinion.objects.count() == 3


def test_after_closing_a_second_sending_still_learns_what_is_there(consulted, browse):
    client = browse(consulted.people["outsider"])
    send(client, consulted, ("1", "ed", "A comma.", ""))
    put(client, consulted, sheet(("1", "ed", "A comma.", "")))
    with clock.moved_to(consulted.notice.closes_at):
        late = client.post(url(consulted, "sheet_send"), follow=True).content.decode()
    assert "This table was received already on" in late
    assert Opinion.objects.count() == 1


def test_a_merged_clause_is_the_clause_of_each_comment(consulted, browse):
    book = Workbook()
    for row in (HEADS, ("5.1", "te", "a", None), (None, "te", "b", None), (None, "te", "c", None)):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    stream = io.BytesIO()
    book.save(stream)
    client = browse(consulted.people["outsider"])
    put(client, consulted, SimpleUploadedFile("c.xlsx", stream.getvalue()))
    client.post(url(consulted, "sheet_send"))
    assert list(Opinion.objects.values_list("clause", flat=True)) == ["5.1"] * 3


def test_a_clause_that_excel_changed_is_asked_about(consulted, browse):
    client = browse(consulted.people["outsider"])
    table = sheet((5.1, "te", "a", None), (dt.date(2026, 3, 1), "te", "b", None))
    page = put(client, consulted, table).content.decode()
    assert "A2: The cell holds the number 5.1" in page
    assert "A3: The spreadsheet took what was written for the date 2026-03-01." in page
    client.post(url(consulted, "sheet_send"))
    assert Opinion.objects.count() == 0


# Official tables as they are

ISO = (
    "MB/NC¹",
    "Line number (e.g. 17)",
    "Clause/ Subclause (e.g. 3.1)",
    "Paragraph/ Figure/ Table/ (e.g. Table 1)",
    "Type of comment²",
    "Comments",
    "Proposed change",
    "Observations of the secretariat",
)
USUAL = ("序号", "章条编号", "意见内容", "提出单位", "处理意见", "备注")
ANNEX_7 = ("序号", "标准章条编号", "意见内容", "修改建议", "提出单位", "处理意见", "备注")
OFFICIAL = [
    (
        ISO,
        ("CN", "17", "5.10", "Table 1", "te", "Too low.", "Raise it.", "Accepted"),
        ("5.10", "te", "Too low.\nLine: 17\nParagraph, figure, table: Table 1\nProposed by: CN"),
        "Raise it.",
    ),
    (
        USUAL,
        ("1", "5.10", "过低。", "北方泵业", "采纳", "见附图"),
        ("5.10", "ge", "过低。\nProposed by: 北方泵业\nRemark: 见附图"),
        "",
    ),
    (
        ANNEX_7,
        ("1", "5.10", "过低。", "提高。", "北方泵业", "采纳", ""),
        ("5.10", "ge", "过低。\nProposed by: 北方泵业"),
        "提高。",
    ),
]


def in_excel(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("comments.xlsx", stream.getvalue())


def in_word(*rows):
    document = Document()
    document.add_paragraph("意见汇总处理表")
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return SimpleUploadedFile("comments.docx", stream.getvalue())


@pytest.mark.parametrize("made", [in_excel, in_word])
@pytest.mark.parametrize(("heads", "row", "said", "change"), OFFICIAL)
def test_official_tables_are_read_as_they_are(consulted, browse, made, heads, row, said, change):
    client = browse(consulted.people["outsider"])
    only_numbered = ["2"] + [""] * (len(heads) - 1) if heads is not ISO else [""] * len(heads)
    preview = put(client, consulted, made(("标准名称：泵",), heads, row, only_numbered))
    assert "1 comment was read. Nothing is sent yet." in preview.content.decode()
    client.post(url(consulted, "sheet_send"))
    (one,) = Opinion.objects.all()
    assert ((one.clause, one.type, one.text), one.proposed_change) == (said, change)


@pytest.mark.parametrize("made", [in_excel, in_word])
def test_a_wrong_row_of_an_official_table_says_what_to_do(consulted, browse, made):
    row = ("CN", "", "5.10", "", "", "Too low.", "", "")
    page = put(browse(consulted.people["outsider"]), consulted, made(ISO, row)).content.decode()
    assert '<td data-label="row">2</td>' in page
    assert "Write ge (general), te (technical) or ed (editorial) here." in page
    assert Opinion.objects.count() == 0


def test_a_word_document_is_read_with_its_changes_taken(consulted, browse):
    file = in_word(USUAL, ("1", "5.10", "过低。", "", "", ""))
    document = Document(file)
    paragraph = document.tables[0].rows[1].cells[2].paragraphs[0]._p
    kept, gone = (OxmlElement(name) for name in ("w:ins", "w:del"))
    for change, text, tag in ((kept, "请提高。", "w:t"), (gone, "请降低。", "w:t")):
        run, said = OxmlElement("w:r"), OxmlElement(tag)
        said.text = text
        run.append(said)
        change.append(run)
        paragraph.append(change)
    stream = io.BytesIO()
    document.save(stream)
    sent = SimpleUploadedFile("comments.docx", stream.getvalue())
    page = put(browse(consulted.people["outsider"]), consulted, sent).content.decode()
    assert ("过低。请提高。" in page, "请降低" in page) == (True, False)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (lambda: in_word(("A", "B"), ("1", "2")), "The column “A” is unknown."),
        (lambda: in_word(USUAL), "The table has no rows below its headings."),
        (
            lambda: in_word(USUAL, *[("1", "5", "x", "", "", "")] * 301),
            "The sheet has more than 300 rows.",
        ),
    ],
)
def test_a_word_document_that_is_no_table_of_comments_is_told(consulted, browse, table, sentence):
    answer = put(browse(consulted.people["outsider"]), consulted, table())
    assert sentence in answer.content.decode()


def test_a_word_document_too_large_once_unpacked_is_not_read(consulted, browse, monkeypatch):
    monkeypatch.setattr(word, "MOST_UNPACKED", 10)
    answer = put(
        browse(consulted.people["outsider"]), consulted, in_word(USUAL, ("1", "5", "x", "", "", ""))
    )
    assert "The document is too large to be read. Split its table." in answer.content.decode()
