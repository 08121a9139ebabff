"""A comment table of hundreds of rows is made in parts, and reads as one paper."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from zsa_portal.documents import forms, parts, render
from zsa_portal.notices.papers import COMMENT_TABLE, comment_table_data

pytestmark = pytest.mark.django_db
ROWS = 600


@pytest.fixture
def data(consulted):
    """What the table of a consultation prints, with so many comments."""
    row = {
        "clause": "5.1",
        "type": "te",
        "proposed_change": "",
        "organisation": "示例研究院",
        "disposition": "rejected",
        "answer": "限值不改。",
    }
    rows = [row | {"text": f"意见第{n}条", "reference": f"R{n:03d}"} for n in range(1, ROWS + 1)]
    return comment_table_data(consulted.matter) | {"rows": rows}


def pages_of(book: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(book)
    try:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def test_six_hundred_rows_are_complete_and_the_pages_run_on(consulted, data):
    form = forms.issue(COMMENT_TABLE, about=consulted.matter, data=data, by=None)
    book = render.pdf_of(form)
    pages = pages_of(book)
    total = len(pages)
    for place, text in enumerate(pages, start=1):
        assert f"共{total}页第{place}页" in text
        assert f"编号：{form.number}" in text
    whole = "".join(pages)
    assert re.findall(r"R\d{3}", whole) == [f"R{n:03d}" for n in range(1, ROWS + 1)]
    assert [int(n) for n in re.findall(r"意见第(\d+)条", whole)] == list(range(1, ROWS + 1))
    for once, page in (
        ("标准征求意见汇总处理表", 0),
        ("填写日期", 0),
        (form.check_token, 0),
        ("意见条数", -1),
    ):
        assert [once in text for text in pages].count(True) == 1
        assert once in pages[page]
    with pikepdf.open(io.BytesIO(book)) as opened:
        assert str(opened.docinfo["/Title"]) == f"{form.title} {form.number}"
        assert len({tuple(page.mediabox) for page in opened.pages}) == 1


def test_a_preview_of_a_long_table_is_marked_on_every_page_and_kept(data, monkeypatch):
    rows = data["rows"][: parts.ROWS + 1]
    book = forms.preview(COMMENT_TABLE, data | {"rows": rows})
    pages = pages_of(book)
    assert all("预览" in text and f"共{len(pages)}页" in text for text in pages)
    monkeypatch.setattr(render, "pdf", None)
    assert forms.preview(COMMENT_TABLE, data | {"rows": rows}) == book


HEADS = "序号标准章条编号意见内容修改建议提出单位处理意见备注"


def said_by(book: bytes) -> str:
    """What the pages say but for what stands on each: headings, the number, and which page it is."""
    pages = pages_of(book)
    total = len(pages)
    for place, text in enumerate(pages, start=1):
        assert f"共{total}页第{place}页" in text
        assert (HEADS in text) == ("意见第" in text)
    return re.sub(rf"共{total}页第\d+页|编号：YJ-\d+-\d+|{HEADS}", "", "".join(pages))


def test_made_by_several_processes_it_says_what_it_says_in_one_call(consulted, data, monkeypatch):
    rows = data["rows"][:60]
    form = forms.issue(COMMENT_TABLE, about=consulted.matter, data=data | {"rows": rows}, by=None)
    whole = said_by(render.pdf_of(form))
    monkeypatch.setattr(parts, "ROWS", 20)
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(render, "tell", lambda *words: told.append(words))
    assert said_by(render.pdf_of(form)) == whole
    assert told == [(form.job, done, 4) for done in (1, 2, 3, 3)]


def test_a_table_of_ordinary_length_is_one_piece(data):
    rows = data["rows"]
    assert parts.parts_of(COMMENT_TABLE, data | {"rows": rows[: parts.ROWS]}) == [parts.WHOLE]
    found = parts.parts_of(COMMENT_TABLE, data | {"rows": rows[: parts.ROWS + 1]})
    assert [(one.start, one.continues, one.unfinished) for one in found] == [
        (0, False, True),
        (parts.ROWS, True, False),
    ]
