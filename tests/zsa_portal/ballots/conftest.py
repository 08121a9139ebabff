"""Kinds of ballot that only tests know, and ballots open in an example matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.utils import translation

from zsa_portal.ballots.actions import Gathering, Present, ballot_close, ballot_open, vote_cast
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.people.models import Seat, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Base, Threshold
from zsa_portal.workflow.perform import held

ALL = BallotKind(
    "test.all", "项目投票", Threshold(3, 4, of=Base.ALL_MEMBERS, rule="F13a"), BALLOT_RESULT
)
VALID = BallotKind(
    "test.valid", "审查会投票", Threshold(3, 4, of=Base.VALID_VOTES, rule="F24"), BALLOT_RESULT
)
PANEL = BallotKind(
    "test.panel", "评审投票", Threshold(3, 4, of=Base.WHOLE_PANEL, rule="R17c"), BALLOT_RESULT
)

MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
WORDS = {"y": "approve", "n": "disapprove", "a": "abstain"}

Maker = Callable[..., Any]


def gathering(seats: Iterable[Seat]) -> Gathering:
    """Those on these seats, present today."""
    return Gathering([Present(seat, seat.user) for seat in seats])


@pytest.fixture(autouse=True)
def at_morning():
    """The clock stands at 2026-03-02 09:30, and sentences are English, unless a test says so."""
    with clock.moved_to(MORNING), translation.override("en"):
        yield


@pytest.fixture
def make_ballot(make_matter: Maker, make_committee: Maker) -> Maker:
    """Open a ballot of ``size`` members in a matter; it is ``ballot.matter``, its people there."""

    def make(
        size: int = 7,
        *,
        kind: BallotKind = ALL,
        present: int | None = None,
        days: int | None = None,
        matter: Any = None,
        question: str = "Shall it be?",
    ) -> Ballot:
        if matter is None:
            committee = make_committee(size)
            matter = make_matter("balloting", committee=committee)
            matter.people["committee"] = committee
        committee = matter.people["committee"]
        here = None
        if kind is VALID:
            seats = Seat.objects.filter(body=committee).order_by("pk")[: present or size]
            here = gathering(seats)
        with held(matter) as fresh:
            ballot = ballot_open(
                matter=fresh,
                kind=kind,
                body=committee,
                question=question,
                by=matter.people["staff"],
                days=days,
                gathering=here,
            )
        ballot.matter = matter
        return ballot

    return make


def members(ballot: Ballot) -> list[User]:
    """Those on the electors' seats, in the order of the list."""
    return [one.seat.user for one in ballot.electors.select_related("seat__user").order_by("pk")]


def secretary(ballot: Ballot) -> User:
    """The secretary of the committee that votes."""
    return Seat.objects.get(body=ballot.body, role=Seat.Role.SECRETARY).user


def cast(ballot: Ballot, choices: str) -> None:
    """Let the members vote in order: y, n, a, or - for none."""
    for member, letter in zip(members(ballot), choices, strict=False):
        if letter in WORDS:
            reason = "Too early." if letter == "n" else ""
            vote_cast(ballot=ballot, by=member, choice=WORDS[letter], reason=reason)


def close(ballot: Ballot, *, at: dt.datetime | None = None) -> Ballot:
    """Close a ballot by the calendar, at its end unless said otherwise."""
    with clock.moved_to(at or ballot.closes_at), held(ballot.matter):
        return ballot_close(ballot=ballot, by=None)
