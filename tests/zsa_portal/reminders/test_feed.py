"""The calendar feed: one's own deadlines behind a secret address."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.procedure import roles
from zsa_portal.people.accounts.actions import feed_renew, feed_stop
from zsa_portal.people.models import Party, Seat
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge, owe

pytestmark = pytest.mark.django_db

LAST = dt.date(2026, 3, 31)
DUE = clock.start_of(LAST + dt.timedelta(days=1))


@pytest.fixture
def matter(make_matter, make_committee):
    return make_matter("balloting", committee=make_committee(size=3), title="标准甲")


@pytest.fixture
def voter(matter):
    return matter.party(roles.COMMITTEE).body.seats.get(role=Seat.Role.MEMBER).user


def fetch(token: str):
    return Client().get(reverse("reminders:feed", args=[token]))


def events(token: str):
    return Calendar.from_ical(fetch(token).content).walk("VEVENT")


def test_a_deadline_is_a_whole_day_with_its_matter(matter, voter):
    duty = owe(matter, Party.of(voter), "example_vote", due_at=DUE)
    answer = fetch(feed_renew(user=voter))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event.decoded("dtstart") == LAST
    assert event.decoded("dtend") == LAST + dt.timedelta(days=1)
    assert str(event["summary"]) == f"example_vote – {matter}"
    assert str(event["url"]).endswith(matter.get_absolute_url())
    assert str(event["uid"]).startswith(str(duty.token))


def test_only_ones_own_open_deadlines(matter, voter, make_user):
    other = make_user()
    owe(matter, Party.of(voter), "example_vote", due_at=DUE)
    owe(matter, Party.of(voter), "example_later")
    owe(matter, Party.of(other), "example_vote", due_at=DUE)
    token = feed_renew(user=voter)
    assert len(events(token)) == 1
    discharge(matter, "example_vote", by=voter)
    assert events(token) == []


def test_the_feed_speaks_the_owners_language(matter, voter):
    voter.language = "zh-hans"
    voter.save()
    owe(matter, Party.of(voter), "example_vote", due_at=DUE)
    assert str(events(feed_renew(user=voter))[0]["summary"]) == f"example_vote：{matter}"


def test_a_closed_old_or_invented_address_is_not_there(voter):
    first = feed_renew(user=voter)
    second = feed_renew(user=voter)
    assert [fetch(token).status_code for token in (first, second, "x")] == [404, 200, 404]
    feed_stop(user=voter)
    assert fetch(second).status_code == 404


def test_who_has_left_has_no_feed(voter):
    token = feed_renew(user=voter)
    voter.is_active = False
    voter.save()
    assert fetch(token).status_code == 404


def test_the_feed_is_only_read(voter):
    address = reverse("reminders:feed", args=[feed_renew(user=voter)])
    assert Client().post(address).status_code == 405
