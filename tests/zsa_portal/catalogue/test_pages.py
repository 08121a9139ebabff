"""The public pages: list, standard, English, cover, text, announcements."""

from __future__ import annotations

import datetime as dt
import io
import re
from urllib.parse import quote, unquote

import pypdfium2
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from standards.states import S
from zsa_portal.catalogue.covers import cover_data
from zsa_portal.catalogue.models import Edition
from zsa_portal.catalogue.queries import history_of
from zsa_portal.regulations import clock

LIST = "/standards/"


@pytest.fixture
def public(client, walker):
    """Ask for an address as the public at the walker's time, in English."""

    def request(url, **query):
        with clock.moved_to(walker.now):
            return client.get(url, query, headers={"Accept-Language": "en"})

    return request


@pytest.fixture
def published(project_at):
    """A published standard of the portal."""
    return project_at(S.PUBLISHED)


def numbers_in(answer):
    return [row.record.number for row in answer.context["table"].page.object_list]


def test_the_list_shows_what_is_published_and_nothing_else(public, make_edition):
    make_edition(1)
    make_edition(2, status=Edition.Status.PENDING)
    make_edition(3, status=Edition.Status.WITHDRAWN)
    assert set(numbers_in(public(LIST))) == {"T/ZSA 1-2024", "T/ZSA 3-2024"}


def test_a_title_is_shown_in_the_readers_language(public, client, make_edition):
    made = make_edition(1, title="视频监控规范", title_en="Camera specification")
    plain = make_edition(2, title="没有英文名称的规范", title_en="")
    english = public(LIST).content.decode()
    shown = [words in english for words in (made.title_en, made.title, plain.title)]
    assert shown == [True, False, True]
    chinese = client.get(LIST, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert [words in chinese for words in (made.title_en, made.title)] == [False, True]
    headings = [
        re.search("<h1>(.*?)</h1>", public(one.get_absolute_url()).content.decode())
        for one in (made, plain)
    ]
    assert [found[1].strip() for found in headings if found] == [made.title_en, plain.title]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("T/ZSA 12-2024", {12}),
        ("T/ZSA 12—2024", {12}),
        ("t/zsa 12–2024", {12}),
        ("zsa12", {12}),
        ("12-2024", {12}),
        ("T/ZSA 1", {1}),
        ("T/ZSA 12-2025", set()),
        ("视频", {12}),
        ("camera", {12}),
        ("视频 接口", set()),
        ("%", set()),
        ("T/ZSA 99999999999999999999", set()),
        ("", {1, 12}),
    ],
)
def test_search_by_number_with_any_dash_and_by_words(public, make_edition, words, found):
    make_edition(1)
    make_edition(12, title="视频监控规范", title_en="Camera specification")
    answer = public(LIST, q=words)
    assert {
        row.record.standard.running for row in answer.context["table"].page.object_list
    } == found


def test_filters_by_field_status_and_year(public, make_edition):
    make_edition(1, field="bio")
    make_edition(2, 2023, field="next_it", status=Edition.Status.REPLACED)
    assert numbers_in(public(LIST, field="bio")) == ["T/ZSA 1-2024"]
    assert numbers_in(public(LIST, status="replaced")) == ["T/ZSA 2-2023"]
    assert numbers_in(public(LIST, year="2023")) == ["T/ZSA 2-2023"]
    assert public(LIST, year="x", status="pending", field="nope").status_code == 200


def test_numbers_sort_by_running_number_not_by_letters(public, make_edition):
    for running in (10, 9, 2):
        make_edition(running)
    assert numbers_in(public(LIST, sort="number")) == [
        "T/ZSA 2-2024",
        "T/ZSA 9-2024",
        "T/ZSA 10-2024",
    ]


def test_pages_of_twenty_five_and_the_whole_as_a_spreadsheet(public, make_edition):
    for running in range(1, 28):
        make_edition(running)
    assert (len(numbers_in(public(LIST))), len(numbers_in(public(LIST, page=2)))) == (25, 2)
    book = load_workbook(io.BytesIO(public(LIST, export="xlsx").content))
    assert book.active.max_row == 28


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_cost_the_same_at_one_and_at_three_rows(
    public, make_edition, rows, django_assert_num_queries, walker
):
    for running in range(1, rows + 1):
        make_edition(running)
    with clock.moved_to(walker.now), django_assert_num_queries(3):
        public(LIST)


def test_a_standards_page_has_its_cover_texts_and_history(public, published):
    edition = published.edition
    shown = public(edition.get_absolute_url()).content.decode()
    for words in (
        "T/ZSA 1-2026",
        "团 体 标 准",
        "ICS 35.240.50",
        "CCS L 70",
        "发布",
        "实施",
        "示例规范",
        "Example specification",
        "示例科技有限公司",
        edition.announcement.number,
        "text/zh/",
        "text/en/",
        "征求",
        "cover.pdf",
    ):
        assert words in shown


def test_the_official_papers_of_the_history_say_what_they_announce(public, published):
    titles = [form.title for form in history_of(published.edition).forms]
    assert titles == ["立项公示", "公开征求意见", "标准发布公告", "标准封面"]
    shown = public(published.edition.get_absolute_url()).content.decode()
    assert [title for title in titles if title not in shown] == []


def test_before_publication_nothing_of_it_is_public(public, project_at):
    project = project_at(S.NUMBERING_PUBLISHING)
    edition = project.edition
    for name, rest in (
        ("standard", []),
        ("edition", [2026]),
        ("edition_en", [2026]),
        ("cover_pdf", [2026]),
        ("text", [2026, "zh"]),
    ):
        url = reverse(f"catalogue:{name}", args=[edition.standard.running, *rest])
        assert (name, public(url).status_code) == (name, 404)
    assert numbers_in(public(LIST)) == []
    announced = reverse("catalogue:announcement", args=[edition.announcement.pk])
    assert public(announced).status_code == 404


@pytest.mark.rule("F31")
def test_the_english_page_says_that_the_chinese_text_prevails(public, published):
    edition = published.edition
    url = reverse("catalogue:edition_en", args=[1, 2026])
    shown = public(url).content.decode()
    assert 'lang="en"' in shown[:200]
    assert "Example specification" in shown
    assert "Where this edition and the Chinese text conflict, the Chinese text prevails." in shown
    assert "Where this edition" not in public(edition.get_absolute_url()).content.decode()


@pytest.mark.rule("F34")
def test_every_public_page_and_cover_names_the_copyright(public, published):
    edition = published.edition
    pages = [
        LIST,
        edition.get_absolute_url(),
        reverse("catalogue:edition_en", args=[1, 2026]),
        reverse("catalogue:announcements"),
        edition.announcement.get_absolute_url(),
    ]
    for url in pages:
        shown = public(url).content.decode()
        assert (url, "Zhongguancun Standardization Association, which arranges" in shown) == (
            url,
            True,
        )


@pytest.mark.rule("F34")
def test_the_printed_cover(public, make_edition):
    make_edition(12, title="视频监控规范", ics="35.240", ccs="L 70")
    answer = public(reverse("catalogue:cover_pdf", args=[12, 2024]))
    assert answer["Content-Type"] == "application/pdf"
    page = pypdfium2.PdfDocument(b"".join(answer))[0]
    words = "".join(page.get_textpage().get_text_bounded().split())
    for expected in (
        "ICS35.240",
        "CCSL70",
        "T/ZSA12-2024",
        "视频监控规范",
        "2024-01-10发布",
        "2024-03-01实施",
        "中关村标准化协会",
        "版权归中关村标准化协会所有",
    ):
        assert expected in words


def test_only_released_texts_are_downloaded(public, published):
    url = reverse("catalogue:text", args=[1, 2026, "zh"])
    answer = public(url)
    assert (answer.status_code, b"".join(answer)[:5]) == (200, b"%PDF-")
    published.edition.texts.filter(language="zh").update(released=False)
    assert public(url).status_code == 404
    assert public(reverse("catalogue:text", args=[1, 2026, "fr"])).status_code == 404
    assert public(reverse("catalogue:text", args=[1, 2026, "en"])).status_code == 200


def test_the_edition_in_force_stands_for_the_standard(public, make_edition):
    make_edition(5, 2020, status=Edition.Status.REPLACED)
    make_edition(5, 2024)
    assert "T/ZSA 5-2024" in public("/standards/5/").content.decode()
    old = public("/standards/5/2020/").content.decode()
    assert "Replaced" in old
    assert public("/standards/5/1999/").status_code == 404
    assert public("/standards/6/").status_code == 404


def test_a_revision_under_another_title_leaves_the_edition_in_force_its_own(
    public, walker, project_at, make_edition
):
    make_edition(7, 2022, title="旧名称规范", title_en="Old title")
    walker.proposal = {"purpose": "revision", "revised_standard": "T/ZSA 7—2022", "title_en": "New"}
    project = project_at(S.NUMBERING_PUBLISHING, "新名称规范")
    for url in ("/standards/7/", "/standards/7/2022/", "/standards/7/2022/en/", LIST):
        shown = public(url).content.decode()
        assert (url, "新名称规范" in shown, "New<" in shown) == (url, False, False)
    walker.to(project, S.PUBLISHED)
    shown = {url: public(url).content.decode() for url in ("/standards/7/", "/standards/7/2022/")}
    assert ["新名称规范" in words for words in shown.values()] == [True, False]
    assert "旧名称规范" in shown["/standards/7/2022/"]


def test_a_standard_waits_for_its_implementation_date(public, walker, make_edition):
    day = clock.day_of(walker.now)
    make_edition(5, day.year, published_on=day, implemented_on=day + dt.timedelta(days=1))
    assert "Published, not yet in force" in public(LIST).content.decode()
    walker.now += dt.timedelta(days=1)
    assert "Published, not yet in force" not in public(LIST).content.decode()


def test_a_number_has_one_spelling_everywhere(public, published):
    edition, article, dashed = published.edition, "T/ZSA 1-2026", "T/ZSA 1—2026"
    assert edition.number == article
    assert str(edition).startswith(article)
    shown = {
        url: public(url).content.decode()
        for url in (LIST, "/standards/1/2026/", "/standards/1/2026/en/", f"/search/?q={dashed}")
    }
    assert [article in page for page in shown.values()] == [True] * 4

    assert [dashed in shown[url] for url in ("/standards/1/2026/", LIST)] == [False, False]
    assert cover_data(edition)["number"] == article
    assert f"<title>{article}" in shown["/standards/1/2026/"]


def test_files_are_called_by_the_number_with_a_hyphen(public, published):
    for url in ("/standards/1/2026/cover.pdf", "/standards/1/2026/text/zh/"):
        assert "T-ZSA%201-2026" in quote(unquote(public(url)["Content-Disposition"]))


@pytest.mark.parametrize("words", ["信息技术—第1部分", "信息技术", "第1部分"])
def test_a_dash_in_a_title_is_searched_as_it_is(public, make_edition, words):
    make_edition(3, title="信息技术—第1部分")
    assert "/standards/3/2024/" in public(LIST, q=words).content.decode()


def test_a_written_number_leads_to_the_page(public, make_edition):
    make_edition(12)
    for written in ("T/ZSA 12—2024", "T/ZSA 12-2024", "zsa12"):
        answer = public(reverse("catalogue:by_number", args=[written]))
        assert answer["Location"] == "/standards/12/2024/"
    assert public(reverse("catalogue:by_number", args=["GB/T 1"])).status_code == 404


def test_announcements_are_listed_with_their_standards(public, published):
    announcement = published.edition.announcement
    assert announcement.number in public(reverse("catalogue:announcements")).content.decode()
    shown = public(announcement.get_absolute_url()).content.decode()
    assert "T/ZSA 1-2026" in shown
    assert "T/ZSA 1—2026" not in shown
    assert "Official paper (PDF)" in shown


def test_the_pages_cost_at_most_fifteen_queries(
    client, walker, published, django_assert_max_num_queries
):
    client.force_login(walker.cast.secretariat)
    for url in (
        published.edition.get_absolute_url(),
        reverse("catalogue:edition_en", args=[1, 2026]),
        published.edition.announcement.get_absolute_url(),
        reverse("catalogue:announcements"),
        LIST,
    ):
        with clock.moved_to(walker.now), django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200
