"""Reading page by page: every page asks anew, carries its reader, is logged and never kept."""

from __future__ import annotations

import datetime as dt
import math
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from archive.loans.states import L
from zsa_portal.documents import page_views, saving, store
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.parsing import AtWork
from zsa_portal.regulations import clock
from zsa_portal.ui.refused import NotNow
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform

PNG = b"\x89PNG\r\n\x1a\n"


class Drawn:
    """Stands in for the parsing worker and remembers what it was asked to draw."""

    meanwhile = "meanwhile"

    def __init__(self):
        self.asked = []
        self.is_at_work = False

    def pages_of(self, version, do=None):
        self._work(do)
        return 3

    def progress(self, version, lines):
        return 25

    def name_of(self, file, version):
        return version.name

    def _work(self, do):
        if self.is_at_work and do == self.meanwhile:
            raise AtWork

    def page_picture(self, version, page, lines, *, width):
        self.asked.append((page, list(lines), width))
        return PNG

    def marked_copy(self, version, lines, do):
        self._work(do)
        self.asked.append(("copy", list(lines), None))
        return store.put_own(b"%PDF-marked" * 9, media_type="application/pdf")


@pytest.fixture(autouse=True)
def drawn():
    made = Drawn()
    with (
        mock.patch.object(page_views, "watermark", made),
        mock.patch.object(saving, "watermark", made),
    ):
        yield made


@pytest.fixture
def opened(loan_at, cast):
    lender, loan = loan_at(L.OPEN)
    client = Client()
    client.force_login(cast.clerk)
    with lender.at(lender.now):
        yield client, loan, loan.rows.get().item.document, lender


def page(document, number=1):
    return reverse("documents:page", args=[document.pk, number])


def test_a_page_is_a_picture_with_the_borrowers_remark(opened, drawn):
    client, loan, document, _lender = opened
    response = client.get(page(document, 2), {"width": "900"})
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "no-store" in response["Cache-Control"]
    number, lines, width = drawn.asked[-1]
    assert (number, width) == (2, 900)
    assert loan.number in lines[0]
    assert loan.purpose in lines[2]


@pytest.mark.parametrize("width", ["1", "99999", "x", "", "１２００"])
def test_a_page_is_drawn_in_the_widths_there_are(opened, drawn, width):
    client, _loan, document, _lender = opened
    client.get(page(document), {"width": width})
    assert drawn.asked[-1][2] == page_views.USUAL


def test_every_page_is_logged_with_its_number(opened, cast):
    client, _loan, document, _lender = opened
    client.get(page(document, 1))
    client.get(page(document, 3))
    rows = ReadLog.objects.order_by("pk").values_list("by", "how", "page", "version__document")
    assert list(rows) == [
        (cast.clerk.pk, "page", 1, document.pk),
        (cast.clerk.pk, "page", 3, document.pk),
    ]


def test_a_loan_that_ends_while_the_tab_is_open_shows_no_further_page(opened):
    client, loan, document, lender = opened
    assert client.get(page(document, 1)).status_code == 200
    with lender.at(loan.closes_at - dt.timedelta(seconds=1)):
        assert client.get(page(document, 2)).status_code == 200
    with lender.at(loan.closes_at):
        response = client.get(page(document, 3))
        assert response.status_code == 403
        assert "You may know of this paper but not read it" in response.content.decode()
        assert client.get(reverse("documents:read", args=[document.pk])).status_code == 403
    assert ReadLog.objects.count() == 2


def test_a_revoked_loan_shows_no_further_page(opened, cast):
    client, loan, document, _lender = opened
    assert client.get(page(document, 1)).status_code == 200
    perform(loan.revoke_loan, by=cast.custodian, reason="用途变更")
    assert client.get(page(document, 2)).status_code == 403


def test_a_refusal_is_logged(opened, cast):
    client, loan, document, lender = opened
    with lender.at(loan.closes_at):
        client.get(page(document))
        client.get(reverse("documents:copy", args=[document.pk]))
        client.get(reverse("documents:download", args=[document.versions.get().pk]))
    rows = ReadRefusal.objects.order_by("pk").values_list("by", "document", "how", "level")
    assert list(rows) == [
        (cast.clerk.pk, document.pk, how, Level.RESTRICTED) for how in ("page", "copy", "download")
    ]


def test_a_copy_is_saved_only_where_that_was_granted(opened, drawn):
    client, loan, document, _lender = opened
    url = reverse("documents:copy", args=[document.pk])
    assert client.get(url).status_code == 403
    type(loan).objects.filter(pk=loan.pk).update(copies_allowed=True)
    response = client.get(url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"%PDF-marked")
    assert loan.number in drawn.asked[-1][1][0]
    assert ReadLog.objects.get().how == ReadLog.How.COPY


def test_while_a_worker_marks_a_copy_the_page_says_how_far_it_is(opened, drawn):
    client, loan, document, lender = opened
    type(loan).objects.filter(pk=loan.pk).update(copies_allowed=True)
    url, asks = reverse("documents:copy", args=[document.pk]), {"hx-request": "true"}
    drawn.is_at_work = True
    page, part = client.get(url), client.get(url, headers=asks)
    for response in (page, part):
        assert (response.status_code, "25 %" in response.content.decode()) == (200, True)
        assert f'hx-get="{url}"' in response.content.decode()
        assert "no-store" in response["Cache-Control"]
    drawn.is_at_work = False
    ready = client.get(url, headers=asks).content.decode()
    assert (f'href="{url}"' in ready, "hx-get" in ready) == (True, False)
    assert not ReadLog.objects.exists()
    with lender.at(loan.closes_at):
        assert client.get(url, headers=asks).status_code == 403


def test_while_a_worker_prepares_the_pages_the_reader_waits_and_then_shows_them(opened, drawn):
    client, _loan, document, _lender = opened
    url, asks = reverse("documents:read", args=[document.pk]), {"hx-request": "true"}
    drawn.is_at_work = True
    page = client.get(url)
    assert "The pages are being prepared." in page.content.decode()
    assert f'hx-get="{url}"' in page.content.decode()
    assert "HX-Refresh" not in client.get(url, headers=asks).headers
    drawn.is_at_work = False
    assert client.get(url, headers=asks).headers["HX-Refresh"] == "true"
    assert "data-reading" in client.get(url).content.decode()


def test_a_part_of_a_copy_is_asked_for_anew_and_refused_after_the_end(opened):
    client, loan, document, lender = opened
    type(loan).objects.filter(pk=loan.pk).update(copies_allowed=True)
    url = reverse("documents:copy", args=[document.pk])
    part = client.get(url, headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(b"".join(part.streaming_content))) == (206, 10)
    assert "no-store" in part["Cache-Control"]
    with lender.at(loan.closes_at):
        assert client.get(url, headers={"Range": "bytes=10-19"}).status_code == 403


@pytest.mark.parametrize("end", ["over", "revoked", "given back"])
def test_with_the_tab_open_the_next_request_is_refused_and_kept_nowhere(opened, cast, end):
    client, loan, document, lender = opened
    type(loan).objects.filter(pk=loan.pk).update(copies_allowed=True)
    paths = [
        page(document),
        *(reverse(f"documents:{n}", args=[document.pk]) for n in ("read", "copy")),
    ]
    assert [client.get(path).status_code for path in paths] == [200, 200, 200]
    ends = {
        "revoked": lambda: perform(loan.revoke_loan, by=cast.custodian, reason="用途变更"),
        "given back": lambda: perform(loan.give_back, by=cast.clerk),
        "over": lambda: None,
    }
    ends[end]()
    with lender.at(loan.closes_at if end == "over" else lender.now):
        for path in paths:
            for headers in ({}, {"Range": "bytes=0-9"}):
                response = client.get(path, headers=headers)
                assert (path, response.status_code) == (path, 403)
                assert "no-store" in response["Cache-Control"]


def test_the_reader_turns_zooms_and_says_until_when(opened):
    client, loan, document, lender = opened
    response = client.get(reverse("documents:read", args=[document.pk]), {"page": "2"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    left = math.ceil((loan.closes_at - lender.now).total_seconds())
    assert f'data-left="{left}"' in text
    assert f'until the end of <time datetime="{loan.ends_on}">' in text
    assert "Page 2 of 3" in text
    assert 'rel="prev"' in text
    assert 'rel="next"' in text
    assert document.versions.get().name not in text


@pytest.mark.parametrize(("asked", "shown"), [("0", 1), ("99", 3), ("x", 1), ("9" * 5000, 3)])
def test_a_page_that_is_not_there_is_the_nearest(opened, asked, shown):
    client, _loan, document, _lender = opened
    response = client.get(reverse("documents:read", args=[document.pk]), {"page": asked})
    assert response.context["page"] == shown


def test_a_picture_past_the_last_page_is_not_found(opened):
    client, _loan, document, _lender = opened
    assert client.get(page(document, 4)).status_code == 404


def test_without_a_worker_the_reader_is_asked_to_wait(opened, drawn):
    client, _loan, document, _lender = opened
    away = NotNow("file", "Nobody could draw the page just now.")
    with mock.patch.object(drawn, "pages_of", side_effect=away, create=True):
        response = client.get(reverse("documents:read", args=[document.pk]))
    assert response.status_code == 503
    assert "Nobody could draw the page" in response.content.decode()
    with mock.patch.object(drawn, "page_picture", side_effect=away, create=True):
        assert client.get(page(document)).status_code == 503
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize("name", ["read", "page", "copy"])
def test_strangers_are_told_nothing(opened, name):
    from tests.standards.association import person

    _client, _loan, document, _lender = opened
    args = [document.pk, 1] if name == "page" else [document.pk]
    url = reverse(f"documents:{name}", args=args)
    stranger = Client()
    assert stranger.get(url).status_code == 302
    stranger.force_login(person("stranger"))
    assert stranger.get(url).status_code == 404
    assert stranger.post(url).status_code in (403, 404, 405)


def test_who_reads_of_right_is_named_on_the_page_too(opened, cast, drawn):
    _client, _loan, document, _lender = opened
    own = Client()
    own.force_login(cast.other_head)
    assert own.get(page(document)).status_code == 200
    assert drawn.asked[-1][1] == [str(cast.other_head), clock.today().isoformat()]
    response = own.get(reverse("documents:read", args=[document.pk]))
    assert "data-left" not in response.content.decode()
