"""Two kinds of meeting that only tests know: of a committee, and of people without a seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import models
from django.utils import translation

from tests.procedure import roles
from tests.procedure.models import Example, acts_for
from zsa_portal.meetings.actions import meeting_convene
from zsa_portal.meetings.convening import members_of
from zsa_portal.meetings.kinds import Expected, MeetingKind
from zsa_portal.meetings.models import Meeting
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Condition
from zsa_portal.workflow.perform import held

MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
WEEK = dt.timedelta(days=7)

Maker = Callable[..., Any]


class Outcome(models.TextChoices):
    AGREED = "agreed", "Agreed"
    PUT_OFF = "put_off", "Put off"


def day_is_reached(meeting: Meeting) -> Iterable[str]:
    if clock.day_of(meeting.starts_at) > clock.today():
        yield "Wait for the day."


def the_committee(matter: Example) -> list[Expected]:
    return members_of(matter.party(roles.COMMITTEE).body)


def whoever_runs_it(matter: Example) -> list[Expected]:
    users = User.objects.filter(department_memberships__department=matter.owner).order_by("pk")
    return [Expected(user, post="主管") for user in users]


GATHERING = MeetingKind(
    key="test.gathering",
    label="gathering",
    matters=("example",),
    duty="gather",
    duty_label="Come to the gathering",
    event="example.to_ballot",
    subject="Gathering: %(title)s",
    expects=the_committee,
    writes=acts_for(roles.COMMITTEE_SECRETARY),
    has_begun=Condition(day_is_reached),
    tab="log",
    meets_in=("balloting",),
    minutes_in=("balloting", "received"),
    answers=acts_for(roles.APPLICANT),
    answers_in=("received",),
    conclusions=Outcome,
    sections={"outlook": "Outlook"},
)
STAFF_ROUND = MeetingKind(
    key="test.staff_round",
    label="round of staff",
    matters=("example",),
    duty="join_round",
    duty_label="Join the round",
    event="example.to_ballot",
    subject="Round: %(title)s",
    expects=whoever_runs_it,
    writes=acts_for(roles.SECRETARIAT),
    has_begun=Condition(day_is_reached),
    tab="log",
)


@pytest.fixture(autouse=True)
def at_morning():
    """The clock stands at 2026-03-02 09:30, and sentences are English."""
    with clock.moved_to(MORNING), translation.override("en"):
        yield


@pytest.fixture
def balloting(make_matter: Maker, make_committee: Maker) -> Example:
    """An example matter before a committee of three; ``.secretary`` is its secretary."""
    committee = make_committee(3)
    matter = make_matter("balloting", committee=committee)
    matter.secretary = committee.seats.get(role="secretary").user
    return matter


@pytest.fixture
def convene() -> Callable[..., Meeting]:
    """Convene a meeting of a matter for a week later."""

    def act(matter: Example, kind: MeetingKind = GATHERING, **values: Any) -> Meeting:
        words = {
            "starts_at": clock.now() + WEEK,
            "place": "会议室",
            "chair": matter.secretary,
            "agenda": "逐条",
            "by": matter.secretary,
        } | values
        with held(matter) as fresh:
            return meeting_convene(matter=fresh, kind=kind, **words)

    return act
