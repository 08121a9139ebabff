"""The custodian's spot checks of how borrowed records are handled (第十六条)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from archive.loans.actions import spot_check_close, spot_check_draw, spot_check_note
from archive.loans.handling import handled_in
from archive.loans.records import SpotCheck
from archive.loans.states import L
from tests.standards.association import START
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.refusals import BadValue


@pytest.fixture
def drawn(loan_at, cast):
    loan_at(L.OPEN)
    loan_at(L.CLOSED)
    loan_at(L.HEAD)
    return spot_check_draw(by=cast.custodian)


def test_the_check_shows_what_each_borrower_did(drawn, cast, django_assert_num_queries):
    """Pages, copies and refusals of the borrower; nobody else's, and nothing from before or after."""
    opened, closed = sorted(
        (row.loan for row in drawn.rows.all()), key=lambda one: one.state != L.OPEN
    )
    item = opened.rows.get().item
    day, late = opened.opens_at + dt.timedelta(hours=1), opened.closes_at + dt.timedelta(days=1)

    def read(how, at, page=None, by=opened.borrower):
        level, version = item.document.level, item.version
        ReadLog.objects.create(by=by, version=version, how=how, page=page, level=level, at=at)

    for page in (1, 2, 2):
        read("page", day + dt.timedelta(minutes=page), page)
    read("copy", day)
    read("page", opened.opens_at - dt.timedelta(days=1), 7)
    read("page", late, 8)
    read("page", day, 9, by=cast.custodian)
    refused = {"by": opened.borrower, "document": item.document, "how": "page"}
    ReadRefusal.objects.create(**refused, level=item.document.level, at=late)
    with django_assert_num_queries(2):
        found = handled_in([opened.pk, closed.pk])
    assert [(one.how, one.times, one.pages) for one in found.pop(opened.pk)] == [
        ("Marked copy", 1, 0),
        ("Page read", 3, 2),
        ("Page read", 1, None),
    ]
    assert found == {}
    client = Client()
    client.force_login(cast.custodian)
    page = client.get(drawn.get_absolute_url()).content.decode()
    assert ("Marked copy" in page, "Refused" in page) == (True, True)
    assert "Nothing above public was read by it" in page


def test_a_sample_is_of_loans_that_ran_or_run(drawn):
    states = {row.loan.state for row in drawn.rows.all()}
    assert states == {L.OPEN, L.CLOSED}


def test_no_loan_is_drawn_twice(drawn, cast):
    with pytest.raises(BadValue, match="Every loan has been checked"):
        spot_check_draw(by=cast.custodian)


def test_a_sample_is_as_large_as_the_setting_says(loan_at, cast):
    for _each in range(3):
        loan_at(L.OPEN)
    Setting.objects.create(key="archive.spot_check_size", value=2, valid_from=START, reason="x")
    assert spot_check_draw(by=cast.custodian).rows.count() == 2


@pytest.mark.rule("A16")
def test_a_check_is_closed_when_every_loan_was_looked_into(drawn, cast):
    first, second = drawn.rows.all()
    spot_check_note(row=first, conforms=True, finding="", by=cast.custodian)
    with pytest.raises(RuleUnmet, match="1 loans"):
        spot_check_close(check=drawn, by=cast.custodian)
    with pytest.raises(BadValue, match="Say what was not"):
        spot_check_note(row=second, conforms=False, finding=" ", by=cast.custodian)
    spot_check_note(row=second, conforms=False, finding="私自扫描", by=cast.custodian)
    spot_check_close(check=drawn, by=cast.custodian)
    with pytest.raises(BadValue, match="is closed"):
        spot_check_note(row=first, conforms=True, finding="", by=cast.custodian)


@pytest.mark.parametrize("name", ["head", "quality_head", "secretary_general", "clerk"])
def test_spot_checks_are_the_custodians(drawn, cast, name):
    other, row = getattr(cast, name), drawn.rows.first()
    for act in (
        lambda: spot_check_draw(by=other),
        lambda: spot_check_note(row=row, conforms=True, finding="", by=other),
        lambda: spot_check_close(check=drawn, by=other),
    ):
        with pytest.raises(PermissionDenied):
            act()
    client = Client()
    client.force_login(other)
    for url_name, args in (
        ("spot_checks", []),
        ("spot_check_draw", []),
        ("spot_check", [drawn.pk]),
        ("spot_check_close", [drawn.pk]),
        ("spot_check_note", [row.pk]),
    ):
        url = reverse(f"archive:{url_name}", args=args)
        assert client.get(url).status_code == 403
        assert client.post(url).status_code in (403, 405)
    assert SpotCheck.objects.count() == 1


def test_a_check_goes_its_way_on_the_screen(drawn, cast):
    client = Client()
    client.force_login(cast.custodian)
    row = drawn.rows.first()
    assert client.get(reverse("archive:spot_checks")).status_code == 200
    assert row.loan.number in client.get(drawn.get_absolute_url()).content.decode()
    note = reverse("archive:spot_check_note", args=[row.pk])
    assert client.post(note, {"conforms": "no", "finding": ""}).status_code == 422
    assert client.post(note, {"conforms": "yes", "finding": ""}).status_code == 302
    close = reverse("archive:spot_check_close", args=[drawn.pk])
    assert client.get(close).status_code == 200
    assert client.post(close).status_code == 409
    draw = client.post(reverse("archive:spot_check_draw"))
    assert draw.status_code == 422
