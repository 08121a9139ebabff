"""Votes and running numbers per second, by one thread and by several at once."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction

from benchmarks.timing import Verdicts, table
from standards.models import Project
from standards.planning.papers import APPROVAL_BALLOT
from zsa_portal.ballots.actions import ballot_open, vote_cast
from zsa_portal.ballots.models import Ballot, Vote
from zsa_portal.documents import numbers
from zsa_portal.people.models import Body, Seat, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import held

SEATS = 50
VOTES = 200
NUMBERS = 400
THREADS = (1, 8)
CHOICES = ("approve", "abstain")


def show() -> Verdicts:
    """Print how many a second; every vote and number is a transaction of its own.

    Returns what was lost or doubled; the regulations ask for no speed here.
    """
    rows, over = [], []
    for threads in THREADS:
        ballot = _ballot()
        rate = rate_of(_votes(ballot), threads)
        good = _counts(ballot) == (VOTES, SEATS)
        rows.append((f"votes on {SEATS} seats", threads, VOTES, f"{rate:.0f}", _kept(good)))
        over += [] if good else ["votes were lost or doubled"]
    for threads in THREADS:
        key = f"bench:{threads}"
        rate = rate_of([lambda key=key: _number(key)] * NUMBERS, threads)
        good = numbers.peek(key) == NUMBERS + 1
        rows.append(("numbers of one sequence", threads, NUMBERS, f"{rate:.0f}", _kept(good)))
        over += [] if good else ["numbers were lost or given twice"]
    table("At once", ("", "threads", "acts", "a second", "each once"), rows)
    return over


def _kept(good: bool) -> str:  # noqa: FBT001 - it is the one thing asked
    return "yes" if good else "NO"


def _counts(ballot: Ballot) -> tuple[int, int]:
    """How many votes a ballot has and how many of them are live."""
    votes = Vote.objects.filter(elector__ballot=ballot)
    return votes.count(), votes.filter(replaced_at=None).count()


def _votes(ballot: Ballot) -> list[Callable[[], Any]]:
    """Votes of every seat in turn, each another choice than the one before."""
    voters = [elector.seat.user for elector in ballot.electors.select_related("seat__user")]
    rounds = itertools.product(range(VOTES // SEATS), voters)
    return [
        lambda voter=voter, turn=turn: vote_cast(ballot=ballot, by=voter, choice=CHOICES[turn % 2])
        for turn, voter in rounds
    ]


def _ballot() -> Ballot:
    """A ballot of fifty seats on a matter that has none open."""
    project = Project.objects.exclude(ballots__closed_at=None, ballots__isnull=False).order_by(
        "pk"
    )[0]
    number = Body.objects.count()
    body = Body.objects.create(kind=Body.Kind.COMMITTEE, code=f"bench-{number}", name="50")
    for seat in range(SEATS):
        name = f"bench-{number}-{seat}"
        user = User.objects.create(username=name, email=f"{name}@example.org", name=name)
        Seat.objects.create(body=body, user=user, starts=clock.today())
    with held(project) as fresh:
        return ballot_open(
            matter=fresh, kind=APPROVAL_BALLOT, body=body, question="50", by=None, days=30
        )


def _number(key: str) -> None:
    with transaction.atomic():
        numbers.next(key)


def rate_of(acts: Sequence[Callable[[], Any]], threads: int) -> float:
    """How many acts a second so many threads do, each on a connection of its own."""
    with ThreadPoolExecutor(threads, initializer=connection.ensure_connection) as pool:
        list(pool.map(_nothing, range(threads)))
        begun = time.perf_counter()
        for done in [pool.submit(act) for act in acts]:
            done.result()
        took = time.perf_counter() - begun
        list(pool.map(_close, range(threads)))
    return len(acts) / took


def _nothing(_thread: int) -> None:
    time.sleep(0.05)


def _close(_thread: int) -> None:
    time.sleep(0.05)
    connection.close()
