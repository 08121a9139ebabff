"""A paper's text in the page, with the clauses that its numbers say, to who may download it."""

from __future__ import annotations

import re

import docx
import pytest
from django.test import Client
from django.urls import reverse

from tests.zsa_portal.documents.making import docx_bytes, image_bytes, pdf_bytes, saved, upload
from zsa_portal.documents import actions, plain_reading, render
from zsa_portal.documents.marking import plain_text
from zsa_portal.documents.marking.clauses import Clauses, heading_of
from zsa_portal.documents.models import Derived, Document
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.parsing import WorkerAway

pytestmark = pytest.mark.django_db


def draft(*lines, tables=()):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(at, column).text = cell
    return saved(document)


@pytest.fixture
def added(example_matter):
    def make(data, name="draft.docx", level="public"):
        return actions.document_add(
            matter=None,
            kind="test.draft_text",
            title="标准草案",
            upload=upload(name, data),
            by=example_matter.people["staff"],
            level=level,
        )

    return make


@pytest.fixture
def reader(example_matter):
    client = Client(headers={"accept-language": "en"})
    client.force_login(example_matter.people["staff"])
    return client


def address(version, **query):
    return reverse("documents:text", args=[version.pk]) + ("?now=1" if query else "")


def begun(*lines, heading=False):
    clauses = Clauses()
    return [clauses.begun_by(line, heading=heading) for line in lines]


def test_clauses_are_recognised_by_numbers_that_follow_on():
    lines = [
        "前　言",
        "1 范围",
        "2　规范性引用文件",
        "3 术语",
        "3.1",
        "3.2 泵",
        "4 要求",
        "4.1噪声",
    ]
    assert begun(*lines) == ["前言", "1", "2", "3", "3.1", "3.2", "4", "4.1"]
    annexes = ["1 范围", "附录 A（规范性）试验方法", "A.1 总则", "A.2 步骤", "附录B", "B.1 表"]
    assert begun(*annexes) == ["1", "A", "A.1", "A.2", "B", "B.1"]


@pytest.mark.parametrize(
    "line",
    [
        "2026 年发布的标准",
        "3 台样品应当同时试验，并且每一台都要记录它的噪声和温度以及振动，直到试验结束为止",
        "7 另一条",
        "1 范围\t3",
        "1 范围……………… 3",
        "附录A给出了试验方法。",
        "2.5 倍",
    ],
)
def test_a_number_that_does_not_follow_on_is_no_clause(line):
    assert begun("1 范围", line) == ["1", ""]


def test_a_heading_only_has_to_come_later():
    clauses = Clauses()
    assert clauses.begun_by("1 范围") == "1"
    assert clauses.begun_by("5.1 噪声", heading=True) == "5.1"
    assert clauses.begun_by("4 要求", heading=True) == ""


def test_the_first_look_says_that_it_is_being_made_and_the_next_shows_it(reader, added):
    version = added(
        draft("1 范围", "本文件适用于泵。", tables=[[["项目", "限值"], ["噪声", "60"]]])
    )
    waiting = reader.get(address(version))
    assert waiting.status_code == 200
    assert 'aria-busy="true"' in waiting.content.decode()
    assert "本文件适用于泵。" not in waiting.content.decode()
    shown = reader.get(address(version, now=True)).content.decode()
    assert 'id="clause-1"' in shown
    assert "<p>本文件适用于泵。</p>" in shown
    assert "<td>噪声</td><td>60</td>" in shown
    assert "本文件适用于泵。" in reader.get(address(version)).content.decode()
    assert Derived.objects.filter(key=plain_reading.KEY).count() == 1


def test_a_pdf_is_read_with_its_pages_and_its_lines_joined(reader, added):
    long = (
        "本文件规定了工业水泵的噪声限值、测量方法和检验规则，适用于额定功率不大于一百千瓦"
        "并且在工厂内安装使用的各类离心式工业水泵及其机组。"
    )
    page = f"<h1>1 范围</h1><p>{long}</p><p style='break-before: page'>2 要求</p>"
    shown = reader.get(address(added(render.pdf(page), "a.pdf"), now=True)).content.decode()
    assert f"<p>{long}</p>" in shown
    assert [f'id="clause-{clause}"' in shown for clause in "123"] == [True, True, False]
    assert ["Page 1<" in shown, "Page 2<" in shown, "Page 3<" in shown] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "clause", "depth"),
    [
        ("前　言", "前言", 1),
        ("1 范围", "1", 1),
        ("附录A（资料性）典型场景", "A", 1),
        ("4.1噪声", "4.1", 2),
        ("4.1.1.2 测点", "4.1.1.2", 3),
        ("4.1 泵应当在满载下连续运行二十四小时。", "4.1", 0),
        ("泵", "", 0),
    ],
)
def test_a_title_that_begins_a_clause_is_a_heading(text, clause, depth):
    assert heading_of(text, clause) == depth


def test_headed_clauses_are_listed_as_contents(reader, added):
    lines = ("前言", "1 范围", "2 要求", "2.1 噪声", "2.1.1 测点", "3 术语", "3.1")
    shown = reader.get(address(added(draft(*lines)), now=True)).content.decode()
    nav = shown.partition('class="card reading-contents"')[2].partition("</nav>")[0]
    assert re.findall('href="#clause-([^"]+)"', nav) == ["前言", "1", "2", "2.1", "3"]
    assert "<h2>前言</h2>" in shown
    short = reader.get(address(added(draft("1 范围", "2 要求")), now=True)).content.decode()
    assert "reading-contents" not in short


def test_one_clause_is_shown_alone_with_what_stands_below_it(reader, added):
    version = added(draft("1 范围", "2 要求", "2.1 噪声", "不大于 60 dB。", "3 方法"))
    shown = reader.get(address(version, now=True) + "&clause=2").content.decode()
    assert [word in shown for word in ("范围", "要求", "噪声", "不大于", "方法")] == [
        False,
        True,
        True,
        True,
        False,
    ]
    whole = reader.get(address(version, now=True) + "&clause=9").content.decode()
    assert "范围" in whole


def test_a_scan_says_that_it_has_no_text(reader, added):
    shown = reader.get(address(added(pdf_bytes(pages=2), "a.pdf"), now=True)).content.decode()
    assert "This paper has no text in it" in shown


def test_anyone_reads_a_public_paper_page_by_page_and_each_page_is_drawn_once(added, monkeypatch):
    version = added(pdf_bytes(pages=2), "a.pdf")
    everybody = Document.objects.all()
    monkeypatch.setattr(type(everybody), "readable_by", lambda rows, *_asked: rows)
    stranger = Client(headers={"accept-language": "en"})
    shown = stranger.get(reverse("documents:read", args=[version.document_id]))
    assert shown.status_code == 200
    assert "Every page carries your name" not in shown.content.decode()
    for _time in range(2):
        page = stranger.get(reverse("documents:page", args=[version.document_id, 2]))
        assert (page.status_code, page["Content-Type"]) == (200, "image/png")
    assert Derived.objects.get().key == "page:2:1200"


def test_what_cannot_be_read_says_so_and_can_be_downloaded(reader, added):
    version = added(image_bytes("PNG"), "a.png")
    answer = reader.get(address(version, now=True))
    assert answer.status_code == 422
    assert "is of a kind whose text the portal cannot show" in answer.content.decode()
    assert reverse("documents:download", args=[version.pk]) in answer.content.decode()
    assert not Derived.objects.exists()


def test_without_a_worker_it_says_so_and_may_be_tried_again(reader, added, monkeypatch):
    version = added(draft("1 范围"))

    def away(*_args, **_named):
        raise WorkerAway

    with monkeypatch.context() as without:
        without.setattr("zsa_portal.documents.plain_reading.ask", away)
        answer = reader.get(address(version, now=True))
        assert answer.status_code == 503
        assert "could not be prepared just now" in answer.content.decode()
        part = reader.get(address(version, now=True), headers={"hx-request": "true"})
        assert part.status_code == 200
    assert "范围" in reader.get(address(version, now=True)).content.decode()


def test_a_draft_of_too_many_blocks_is_refused_in_words(reader, added, monkeypatch):
    monkeypatch.setattr(plain_text, "MOST_BLOCKS", 1)
    answer = reader.get(address(added(draft("1 范围", "2 要求")), now=True))
    assert answer.status_code == 422
    assert "too long to be shown in the page" in answer.content.decode()


def test_markup_in_a_text_stays_text(reader, added):
    shown = reader.get(address(added(docx_bytes("<script>x</script>")), now=True)).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in shown
    assert "<script>x" not in shown


def test_reading_a_secret_text_is_logged_and_carries_its_reader(reader, added, example_matter):
    version = added(draft("1 范围"), level="restricted")
    shown = reader.get(address(version, now=True))
    assert str(example_matter.people["staff"]) in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    assert ReadLog.objects.get().how == ReadLog.How.INLINE


def test_strangers_and_others_do_not_read_what_they_may_not_download(added, example_matter):
    version = added(draft("1 秘密的范围"), level="confidential")
    assert Client().get(address(version)).status_code == 302
    other = Client()
    other.force_login(example_matter.people["applicant"])
    assert other.get(address(version, now=True)).status_code in {403, 404}
    assert ReadRefusal.objects.count() == 1
    assert not Derived.objects.exists()
