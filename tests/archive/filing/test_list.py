"""The filing list (附件三): layout, levels, columns, checksum, signatures; as PDF and as spreadsheet."""

from __future__ import annotations

import io
from unittest import mock

import openpyxl
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from archive.checking.actions import checks_finish
from archive.filing import actions, queries
from archive.filing.issuing import kind_of, list_data
from archive.filing.listing import checksum_of, columns_of, directories, in_chinese, lines_of
from archive.filing.models import Filing
from archive.filing.states import F
from archive.records import Item
from zsa_portal.documents import render, watermark
from zsa_portal.documents.models import IssuedForm
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.seals import DayRoot


def fresh(filing):
    return Filing.objects.get(pk=filing.pk)


def signed(filing, cast):
    """The list of a filing, signed by all four."""
    filing = perform(filing.submit_list, by=cast.archivist)
    checks_finish(filing)
    filing = perform(filing.store_public, by=cast.head)
    filing = perform(filing.sign_as_secretary_general, by=cast.secretary_general)
    return perform(filing.sign_as_vice_chair, by=cast.vice_chair)


@pytest.mark.rule("A14b")
def test_every_rows_level_is_on_the_list_of_papers_too(filing, row):
    row("通知.docx", level="public")
    row("纪要.docx", level="restricted")
    row("合同", level="confidential", paper=True, box="3", shelf="A1")
    rows = [one for one in list_data(filing)["rows"] if "group" not in one]
    found = {one["name"]: (one["restricted"], one["confidential"]) for one in rows}
    assert found == {
        "通知.docx": (False, False),
        "纪要.docx": (True, False),
        "合同": (False, True),
    }
    assert rows[0]["remark"] == "纸质原件 盒3 架A1"


def test_rows_stand_under_their_folders_with_their_directories(filing, row):
    row("二.docx", folder="知识管理组", path=("培训", "课件"))
    row("一.docx", folder="知识管理组")
    row("三.docx", folder="媒体宣传组")
    data = list_data(filing)
    assert data["columns"] == ["一级目录", "二级目录", "三级目录", "四级目录"]
    shown = [one.get("group") or (one["directories"], one["name"]) for one in data["rows"]]
    assert shown == [
        "一、知识管理组（2026-01）",
        (["知识管理组", "", "", ""], "一.docx"),
        (["知识管理组", "培训", "课件", ""], "二.docx"),
        "二、媒体宣传组（2026-02）",
        (["媒体宣传组", "", "", ""], "三.docx"),
    ]


def test_columns_are_added_and_removed_and_nothing_is_lost(filing, cast, row):
    row("一.docx", path=("培训", "课件"))
    (line,) = lines_of(filing)
    assert columns_of(2) == ["一级目录", "二级目录"]
    assert directories(line, 2) == ["周报", "培训／课件"]
    filing = actions.columns_set(filing=filing, columns=5, by=cast.archivist)
    assert list_data(filing)["columns"][-1] == "五级目录"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_folders_are_counted_in_chinese(number, words):
    assert in_chinese(number) == words


@pytest.mark.parametrize("change", ["level", "name", "remark", "gone", "file", "columns"])
def test_the_checksum_is_of_all_that_the_list_says(filing, cast, row, change):
    item = row("一.docx")
    row("二.docx")
    before = checksum_of(filing)
    if change == "level":
        item.document.level = "public"
        item.document.save()
    elif change == "file":
        version = item.document.versions.get()
        other = row("三.docx")
        version.document.versions.create(
            number=2, file=other.document.versions.get().file, name="一.docx", uploaded_by=cast.head
        )
        Item.objects.filter(pk=other.pk).delete()
    elif change == "columns":
        actions.columns_set(filing=filing, columns=3, by=cast.archivist)
    elif change == "gone":
        item.delete()
    else:
        setattr(item, change, "另")
        item.save()
    assert checksum_of(fresh(filing)) != before


def test_being_taken_in_does_not_change_the_list(filing, cast, row, in_custody):
    row("一.docx")
    filing = in_custody(filing)
    before = checksum_of(filing)
    actions.rows_accept_rest(filing=filing, by=cast.custodian)
    assert checksum_of(fresh(filing)) == before


@pytest.mark.rule("A08e")
def test_the_issued_list_prints_the_signatures_and_the_checksum_signed(filing, cast, row):
    row("通知.docx", level="public")
    filing = signed(filing, cast)
    (form,) = IssuedForm.objects.filter(matters=filing.pk)
    assert form.number == "GD-2026-001"
    names = [one["name"] for one in form.data["signatures"]]
    people = [cast.archivist, cast.head, cast.secretary_general, cast.vice_chair]
    assert names == [user.name for user in people]
    assert {one["checksum"] for one in form.data["signatures"]} == {form.data["checksum"]}
    assert form.data["checksum"] == checksum_of(filing)
    html = render.html_of(form)
    for printed in (
        "附件三",
        "归档人签字",
        "部门负责人签字",
        "秘书长签字",
        "执行副理事长签字",
        "归档日期",
    ):
        assert printed in html
    assert form.data["checksum"] in html
    assert "2026年4月10日" in html


def test_before_the_first_day_is_sealed_the_list_prints_no_root(filing, cast, row):
    row("通知.docx", level="public")
    assert "操作日志封存根值" not in in_print(signed(filing, cast))


def test_the_newest_root_stands_on_the_issued_list_and_its_spreadsheet(filing, cast, row):
    for day, digit in (("2026-04-09", "b"), ("2026-04-07", "a")):
        DayRoot.objects.create(day=day, root=digit * 64)
    row("通知.docx", level="public")
    filing = signed(filing, cast)
    DayRoot.objects.create(day="2026-04-10", root="c" * 64)
    html = in_print(filing)
    assert "b" * 64 in html
    assert '截至<span class="unbroken">2026年4月9日</span>' in html
    assert "a" * 64 not in html
    assert "c" * 64 not in html
    answer = open_as(cast.archivist, "filing_list_xlsx", filing)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    *_rows, last = sheet.iter_rows(values_only=True)
    assert last[:3] == ("操作日志封存根值", "2026-04-10", "c" * 64)


def in_print(filing):
    (form,) = IssuedForm.objects.filter(matters=filing.pk)
    return render.html_of(form)


def test_a_list_with_confidential_rows_is_confidential(filing, row):
    row("通知.docx", level="public")
    assert kind_of(filing).level == "restricted"
    row("名单.docx", level="confidential")
    assert kind_of(fresh(filing)).level == "confidential"


def test_a_stale_signature_is_printed_as_such(filing, cast, row, submitted):
    item = row("一.docx")
    filing = submitted(filing)
    item.remark = "补页"
    item.save()
    first = list_data(fresh(filing))["signatures"][0]
    assert (first["name"], first["stale"]) == (cast.archivist.name, True)


def open_as(user, name, filing):
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"archive:{name}", args=[filing.pk]))


def test_the_spreadsheet_has_the_layout_and_no_formula(filing, cast, row, submitted):
    row("=1+1.docx", remark="=HYPERLINK(1)", level="restricted")
    submitted(filing)
    answer = open_as(cast.archivist, "filing_list_xlsx", filing)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in one] for one in sheet.iter_rows()]
    assert rows[0] == [
        "一级目录",
        "二级目录",
        "三级目录",
        "四级目录",
        "文件名",
        "秘密",
        "机密",
        "备注",
    ]
    assert rows[1][0] == "一、周报（2026-01）"
    assert rows[2] == ["周报", None, None, None, "=1+1.docx", "√", None, "=HYPERLINK(1)"]
    assert rows[3][:2] == ["归档人签字", cast.archivist.name]
    assert all(cell.data_type != "f" for one in sheet.iter_rows() for cell in one)


@pytest.mark.rule("A14a")
@pytest.mark.parametrize(("level", "said"), [("restricted", "秘密"), ("confidential", "机密")])
def test_previews_and_spreadsheets_carry_the_level_of_the_list(filing, cast, row, level, said):
    row("名单.docx", level=level)
    made = open_as(cast.archivist, "filing_list_pdf", filing).content
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(made)]
    marks = [page.count(said) for page in pages]
    with mock.patch.object(watermark, "mark_of", return_value=""):
        bare = open_as(cast.archivist, "filing_list_pdf", filing).content
    unmarked = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(bare)]
    assert all(many > page.count(said) for many, page in zip(marks, unmarked, strict=True))
    answer = open_as(cast.archivist, "filing_list_xlsx", filing)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet.title == f"{said} {filing.title}"
    assert (sheet.oddHeader.right.text, sheet.oddFooter.right.text) == (said, said)


def test_the_preview_is_a_pdf_for_those_who_read_every_name(filing, cast, row):
    row("名单.docx", level="confidential")
    assert open_as(cast.archivist, "filing_list_pdf", filing).content.startswith(b"%PDF")
    assert open_as(cast.clerk, "filing_list_pdf", filing).status_code == 403
    assert open_as(cast.clerk, "filing_list_xlsx", filing).status_code == 403
    assert open_as(cast.other_head, "filing_list_xlsx", filing).status_code == 403


def test_a_list_without_confidential_rows_is_read_by_the_department(filing, cast, row):
    row("纪要.docx", level="restricted")
    assert open_as(cast.clerk, "filing_list_xlsx", filing).status_code == 200
    assert open_as(cast.other_clerk, "filing_list_xlsx", filing).status_code == 403


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("archivist", {"纪要.docx", "名单.docx"}),
        ("secretary_general", {"纪要.docx", "名单.docx"}),
        ("clerk", {"纪要.docx"}),
        ("other_head", set()),
        ("quality", set()),
    ],
)
def test_names_of_confidential_files_are_for_those_who_take_part(filing, cast, row, who, names):
    row("纪要.docx", level="restricted")
    row("名单.docx", level="confidential")
    client = Client()
    client.force_login(getattr(cast, who))
    page = client.get(f"{filing.get_absolute_url()}list/", follow=True).content.decode()
    assert {name for name in ("纪要.docx", "名单.docx") if name in page} == names


@pytest.mark.parametrize(("who", "told"), [("clerk", False), ("head", True), ("custodian", True)])
def test_of_a_confidential_file_nothing_is_said_to_who_takes_no_part(filing, cast, row, who, told):
    words = {"folder": "并购金丝雀", "remark": "备注金丝雀", "returned_for": "退回金丝雀"}
    row("名单.docx", level="confidential", path=("子目录金丝雀",), state="returned", **words)
    row("纪要.docx", level="restricted", folder="会议")
    client = Client()
    client.force_login(getattr(cast, who))
    page = client.get(f"{filing.get_absolute_url()}list/", follow=True).content.decode()
    assert "会议" in page
    for word in (*words.values(), "子目录金丝雀"):
        assert (word, word in page) == (word, told)
    assert ("Confidential folder" in page) is not told


def test_the_list_tab_costs_the_same_for_one_row_and_for_three(
    filing, cast, row, submitted, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    row("一.docx", folder="甲")
    submitted(filing)
    client = Client()
    client.force_login(cast.head)
    url = f"{filing.get_absolute_url()}list/"
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    row("二.docx", folder="乙", path=("丙",))
    row("三.docx", paper=True)
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert len(one) == len(three) <= 15


@pytest.mark.rule("A03a")
def test_the_custodians_page_takes_and_returns_rows(filing, cast, row, in_custody):
    first, second = row("一.docx"), row("二.docx")
    public = row("三.docx", level="public")
    filing = in_custody(filing)
    client = Client()
    client.force_login(cast.custodian)
    url = reverse("archive:filing_custody", args=[filing.pk])
    page = client.get(url)
    seen = page.context["seen"]
    seen = seen() if callable(seen) else seen
    assert "2 of 2 rows are not checked yet" in page.content.decode()
    assert public.name not in page.content.decode()
    sent = {"row": first.pk, "verdict": "return", "reason": "", "seen": seen}
    answer = client.post(url, sent)
    assert (answer.status_code, first.name in answer.content.decode()) == (422, True)
    assert "Say what does not conform" in answer.content.decode()
    assert client.post(url, sent | {"reason": "缺页"}).status_code == 302
    stale = client.post(url, {"row": second.pk, "verdict": "accept", "seen": seen})
    assert stale.status_code == 409
    assert client.post(url, {"row": "x", "verdict": "accept"}).status_code == 404
    assert client.post(url, {"verdict": "rest"}).status_code == 302
    states = dict(Item.objects.values_list("name", "state"))
    assert states == {"一.docx": "returned", "二.docx": "accepted", "三.docx": "accepted"}
    client.force_login(cast.head)
    assert client.get(url).status_code == 403
    assert client.post(url, {"verdict": "rest"}).status_code == 403


def test_the_custodians_page_opens_the_files_that_may_be_read(
    filing, cast, row, in_custody, monkeypatch
):
    first, second = row("一.docx"), row("二.docx")
    filing = in_custody(filing)
    links = [reverse("documents:history", args=[one.document_id]) for one in (first, second)]
    page = open_as(cast.custodian, "filing_custody", filing).content.decode()
    assert [f'href="{link}"' in page for link in links] == [True, True]
    monkeypatch.setattr(queries, "readable_of", lambda _keys, _user: {first.document_id})
    page = open_as(cast.custodian, "filing_custody", filing).content.decode()
    assert [f'href="{link}"' in page for link in links] == [True, False]
    assert second.name in page


def test_only_who_may_read_a_listed_file_is_given_its_link(filing, cast, row, in_custody):
    keys = [row(f"{number}.docx", level="confidential").document_id for number in range(3)]
    in_custody(filing)
    assert queries.readable_of(keys, cast.custodian) == set(keys)
    assert queries.readable_of(keys, cast.other_clerk) == set()


def test_the_custodians_page_is_of_its_state(filing, cast, row):
    row()
    assert open_as(cast.custodian, "filing_custody", filing).status_code == 409
    assert open_as(cast.head, "filing_columns", filing).status_code == 403
    client = Client()
    client.force_login(cast.archivist)
    url = reverse("archive:filing_columns", args=[filing.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"columns": 0}).status_code == 422
    assert client.post(url, {"columns": 6}).status_code == 302
    assert fresh(filing).directory_columns == 6
    assert filing.state == F.COLLECTING
