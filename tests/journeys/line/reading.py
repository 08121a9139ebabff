"""After publication: what anyone reads, and that each official paper was read on the way."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import papers
from tests.journeys.browser import zh
from tests.journeys.line.people import Line
from tests.journeys.line.publication import ABSTRACT_EN
from zsa_portal.catalogue.models import Edition

PREVAILS = "Where this edition and the Chinese text conflict, the Chinese text prevails."
RIGHTS = (
    "Copyright: Zhongguancun Standardization Association, which arranges publication and "
    "distribution. All rights reserved."
)


def found(line: Line) -> None:
    """Anyone finds the standard on the start page, in the catalogue and by its number."""
    public, edition = line.public, Edition.objects.get()
    public.go("home:start")
    public.picture("start-with-standard")
    public.go("home:search")
    public.fill({"q": edition.number})
    public.press(zh("Search"))
    public.sees(edition.number)
    public.picture("found")
    public.go("catalogue:catalogue")
    public.picture("catalogue")
    public.press(line.subject.title)
    public.sees(edition.number, line.subject.title)
    public.picture("standard")


def texts_read(line: Line) -> None:
    """Both texts and the cover say what they must, each text with its notes on the first page."""
    public, edition = line.public, Edition.objects.get()
    notes = {"zh": (zh(RIGHTS),), "en": (RIGHTS, PREVAILS)}
    for language, said in notes.items():
        link = public.page.locator(f"main .paper-links a[href$='/text/{language}/']")
        data = public.fetch(link.get_attribute("href") or "")
        public.album.keep(f"text-{language}", data)
        days = (str(edition.published_on), str(edition.implemented_on))
        papers.says(data, *line.subject.headings(language), edition.number, *days, *said)
    cover = public.fetch(public.target(zh("Cover (PDF)")).get_attribute("href") or "")
    papers.says(cover, "团体标准", line.subject.title, edition.ics, "中关村标准化协会")


def in_english(line: Line) -> None:
    """The English page says that the Chinese text prevails."""
    public = line.public
    public.press("English")
    public.sees(line.subject.title_en, PREVAILS, ABSTRACT_EN)
    expect(public.page.locator("html")).to_have_attribute("lang", "en")
    public.picture("standard-in-english")
    public.page.go_back()


def announced_and_checked(line: Line) -> None:
    """The announcement is public; whoever scans its code sees that it is genuine."""
    public, edition = line.public, Edition.objects.get()
    public.press(edition.announcement.number)
    public.picture("announcement")
    public.go(line.issued.get(kind="catalogue.announcement").check_path)
    public.sees("标准发布公告")
    public.picture("check-page")


def each_paper_was_read(line: Line) -> None:
    """No official form about the project was left unread on the way."""
    unread = line.issued.exclude(pk__in=line.read)
    assert list(unread.values_list("kind", flat=True)) == []
