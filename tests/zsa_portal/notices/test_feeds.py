"""Feeds, site map, robots and favicon: valid, and public rows only."""

import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.zsa_portal.notices.making import put_on_notice
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(answer):
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert all(feed.find(f"{ATOM}{part}").text for part in ("id", "title", "updated"))
    found = feed.findall(f"{ATOM}entry")
    for entry in found:
        assert entry.find(f"{ATOM}updated").text
        assert entry.find(f"{ATOM}id").text == entry.find(f"{ATOM}link").get("href")
    return [entry.find(f"{ATOM}title").text for entry in found]


def test_the_notices_with_what_became_public_and_nothing_else(consulted, noticed, browse):
    titles = [f"{item.notice.number} {item.notice.title}" for item in (noticed, consulted)]
    assert sorted(entries(browse().get("/notices/feed.xml"))) == sorted(titles)


def test_a_matter_that_is_no_notice_stands_in_no_feed(make_noticed, browse):
    matter = make_noticed(title="CANARY DRAFT")
    for path in (
        "/notices/feed.xml",
        "/notices/consultations.xml",
        "/standards/feed.xml",
        "/sitemap.xml",
    ):
        answer = browse().get(path)
        assert answer.status_code == 200
        assert b"CANARY" not in answer.content
        assert matter.get_absolute_url().encode() not in answer.content
    put_on_notice(matter)
    assert len(entries(browse().get("/notices/feed.xml"))) == 1


def test_consultations_are_open_to_their_last_second(consulted, noticed, browse):
    assert len(entries(browse().get("/notices/consultations.xml"))) == 1
    with clock.moved_to(consulted.notice.closes_at):
        assert entries(browse().get("/notices/consultations.xml")) == []
        assert len(entries(browse().get("/notices/feed.xml"))) == 2


def test_the_lists_name_their_feeds(browse):
    page = browse().get("/notices/").content.decode()
    for path in ("/notices/feed.xml", "/notices/consultations.xml"):
        assert page.count(f'href="{path}"') == 2
    assert browse().get("/standards/").content.decode().count('href="/standards/feed.xml"') == 2
    assert 'rel="alternate" type="application/atom+xml"' in page


def test_the_site_map_holds_the_public_pages(noticed, browse):
    places = ET.fromstring(browse().get("/sitemap.xml").content).iter(f"{MAP}loc")
    found = {place.text.partition("testserver")[2] for place in places}
    assert {"/", "/notices/", "/standards/", noticed.notice.get_absolute_url()} <= found
    assert not [path for path in found if path.startswith(("/matters", "/desk", "/people"))]


def test_robots_allow_public_pages_only(browse):
    lines = browse().get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /" in lines
    assert {"Allow: /notices/", "Allow: /standards/", "Disallow: /notices/own/"} <= set(lines)
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    assert not [line for line in lines if line in ("Allow: /", "Allow: /desk/")]


def test_the_favicon_leads_to_the_mark(browse):
    answer = browse().get("/favicon.ico")
    assert (answer.status_code, answer["Location"].endswith("mark.svg")) == (302, True)


@pytest.mark.parametrize("path", ["/notices/feed.xml", "/sitemap.xml"])
def test_the_number_of_queries_does_not_follow_the_rows(noticed, make_noticed, browse, path):
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as asked:
            browse().get(path)
        counts.append(len(asked))
        put_on_notice(make_noticed())
    assert counts[0] == counts[1] <= 15
