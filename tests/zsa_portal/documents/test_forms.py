"""Official forms: frozen when issued, numbered without gaps, printed in Chinese."""

from __future__ import annotations

import datetime as dt
import io
import re
import threading
import time

import pikepdf
import pypdfium2
import pytest
import rjieba
import weasyprint
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.utils.html import escape, strip_tags

from tests.procedure.papers import EXAMPLE_DATA, EXAMPLE_FORM
from zsa_portal.documents import forms, glyphs, render
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.templatetags import official
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter

pytestmark = pytest.mark.django_db

MARCH = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


def text_of(data: bytes) -> str:
    """The text of all pages of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.fixture
def issue(example_matter):
    def make(about=None, data=None, kind=EXAMPLE_FORM):
        with clock.moved_to(MARCH):
            return forms.issue(
                kind,
                about=about or example_matter,
                data=data or EXAMPLE_DATA,
                by=example_matter.people["staff"],
            )

    return make


def test_a_form_is_numbered_by_prefix_and_year(issue, example_matter):
    assert [issue().number for _one in range(2)] == ["LS-2026-001", "LS-2026-002"]
    with clock.moved_to(dt.datetime(2027, 1, 1, tzinfo=clock.SHANGHAI)):
        later = forms.issue(EXAMPLE_FORM, about=example_matter, data={}, by=None)
    assert later.number == "LS-2027-001"


def test_a_form_covers_many_matters_and_takes_its_kinds_level(issue, make_matter):
    matters = [make_matter("received"), make_matter("received")]
    form = issue(about=matters)
    assert set(form.matters.all()) == set(Matter.objects.filter(pk__in=[one.pk for one in matters]))
    assert (form.level, form.state, form.file) == ("restricted", "pending", None)
    assert len(form.check_token) >= 20


def test_a_form_without_prefix_has_no_number(issue):
    unnumbered = forms.FormKind("test.plain_form", "Plain", "forms/example.html")
    assert issue(kind=unnumbered).number == ""
    assert issue(kind=unnumbered).level == "confidential"
    del forms.FORMS["test.plain_form"]


def test_data_is_frozen_as_json(issue):
    data = {"day": dt.date(2026, 3, 2), "rows": [{"title": "一"}]}
    form = issue(data=data)
    data["rows"][0]["title"] = "changed afterwards"
    assert IssuedForm.objects.get(pk=form.pk).data == {
        "day": "2026-03-02",
        "rows": [{"title": "一"}],
    }


@pytest.mark.parametrize(
    "column",
    [
        "number = 'X-1'",
        "data = '{}'",
        "title = 'x'",
        "check_token = 'x'",
        "kind = 'x'",
        "issued_at = now()",
    ],
)
def test_the_database_refuses_to_change_an_issued_form(issue, column):
    issue()
    with (
        pytest.raises(DatabaseError, match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE zsa_documents_issuedform SET {column}")


def test_the_chinese_text_number_and_check_address_can_be_read_from_the_pdf(issue):
    form = issue()
    text = text_of(render.pdf(render.html_of(form)))
    for words in (
        "中关村标准化协会",
        "LS-2026-001",
        "《质量提升评价规范》",
        "团体标准第60号项目",
        "各申报单位应按期完成",
        "2026年3月2日",
        f"/check/{form.check_token}/",
    ):
        assert words in re.sub(r"\s*\r?\n", "", text)


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("2026-03-02", "2026年3月2日"),
        ("2026-12-31 24:00", "2026年12月31日 24:00"),
        ("", ""),
        ("三月初", "三月初"),
    ],
)
def test_official_forms_write_dates_in_chinese(stored, printed):
    assert strip_tags(official.chinese_date(stored)) == printed


def test_the_number_of_a_standard_is_never_parted_at_a_lines_end():
    shown = official.unbroken_numbers("符合GB/T 1.1—2020和<T/ZSA 3-2024>")
    assert shown == (
        '符合<span class="unbroken">GB/T 1.1—2020</span>和'
        '&lt;<span class="unbroken">T/ZSA 3-2024</span>&gt;'
    )


def test_every_page_tells_its_number_and_repeats_the_tables_head(issue):
    document = pypdfium2.PdfDocument(render.pdf(render.html_of(issue())))
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) == 3
    for place, text in enumerate(pages, start=1):
        assert f"共 3 页　第 {place} 页" in text
        assert "LS-2026-001" in text
        assert "序号" in text


def test_only_our_fonts_are_used_and_embedded(issue):
    with pikepdf.open(io.BytesIO(render.pdf(render.html_of(issue())))) as document:
        fonts = {
            str(one["/FontName"])
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }
    assert {name.partition("+")[2].removesuffix("-Bold") for name in fonts} == {
        "Noto-Serif-SC",
        "Noto-Sans-SC",
    }


def test_headings_are_thickened_though_the_font_has_no_bold(issue):
    with pikepdf.open(io.BytesIO(render.pdf(render.html_of(issue())))) as document:
        content = document.pages[0].Contents.read_bytes()
    assert b"2 Tr" in content


def test_a_preview_has_neither_number_nor_check_address_and_says_so(issue):
    data = forms.preview(EXAMPLE_FORM, EXAMPLE_DATA)
    text = text_of(data)
    assert "预　览" in text
    assert "LS-" not in text
    assert "/check/" not in text
    assert IssuedForm.objects.count() == 0


def test_the_same_preview_comes_from_the_cache(monkeypatch):
    cache.clear()
    first = forms.preview(EXAMPLE_FORM, {"title": "甲", "rows": []})
    monkeypatch.setattr(render, "pdf", None)
    assert forms.preview(EXAMPLE_FORM, {"title": "甲", "rows": []}) == first


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/",
        "https://example.org/a.png",
        "data:image/png;base64,AAAA",
        "ftp://example.org/a",
    ],
)
def test_nothing_is_fetched_but_our_fonts(address):
    with pytest.raises(ValueError, match="not fetched"):
        render.fetcher().fetch(address)


def test_a_text_in_the_data_is_no_markup_and_fetches_nothing(issue, monkeypatch):
    asked = []
    monkeypatch.setattr(
        type(render.fetcher()), "fetch", lambda *asked_for, **_more: asked.append(asked_for)
    )
    text = text_of(
        render.pdf(
            render.html_of(issue(data={"title": "<img src='file:///etc/passwd'>", "rows": []}))
        )
    )
    assert "<img src=" in text
    assert asked == []


def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(render, "MOST_SECONDS", 1)
    rows = "".join(f"<tr><td>{n}</td><td>标准</td></tr>" for n in range(60_000))
    started = time.monotonic()
    with pytest.raises(render.RenderError, match="not made within 1 seconds"):
        render.pdf(f"<table>{rows}</table>")
    assert time.monotonic() - started < 20


def test_a_page_that_is_too_large_is_not_begun():
    with pytest.raises(render.RenderError, match="characters"):
        render.pdf("x" * (render.MOST_HTML + 1))


def test_a_time_limit_in_another_thread_is_left_to_the_worker():
    made = []

    def make() -> None:
        with render.within(1):
            made.append(True)

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    assert made == [True]


def test_an_associations_own_fonts_take_the_place_of_noto(tmp_path):
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "xiaobiaosong.otf").write_bytes(glyphs.BASE["Noto Serif SC"]().read_bytes())
    with override_settings(FORM_FONTS_DIR=str(folder)):
        forget()
        assert render.font_files()["ZSA XiaoBiaoSong"] == folder / "xiaobiaosong.otf"
        assert "h1 { font-weight: 400; }" in render._style_sheet_text()
    forget()


def forget() -> None:
    for cached in (render.font_files, render._style_sheet_text, render.style_sheet):
        cached.cache_clear()


def test_a_title_on_paper_is_parted_between_words_only():
    title = "边缘网关符合GB/T 1.1—2020的<公示>"
    shown = str(official.whole_words(title))
    assert re.sub("<[^>]*>", "", shown) == escape(title)
    kept = re.findall('<span class="unbroken">(.*?)</span>', shown)
    assert {"边缘", "网关", "GB/T 1.1—2020", "公示"} <= set(kept)


def test_a_line_of_a_long_title_ends_with_a_whole_word():
    title = "关于智能网联汽车信息安全服务能力评价规范等团体标准立项的公示"
    style = "@page { size: 60mm 120mm; margin: 5mm } .unbroken { white-space: nowrap }"
    page = f"<style>{style} h1 {{ font-size: 20pt }}</style><h1>{official.whole_words(title)}</h1>"
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())
    lines = document[0].get_textpage().get_text_bounded().split()
    assert ("".join(lines), len(lines) > 3) == (title, True)
    words = rjieba.cut(title)
    ends = {len("".join(words[:count])) for count in range(1, len(words) + 1)}
    placed = [len("".join(lines[: count + 1])) for count in range(len(lines))]
    assert [end in ends for end in placed] == [True] * len(lines)
