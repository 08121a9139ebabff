"""What reviewing costs and how it goes, person by person: load, punctuality, agreement with the result.

Nothing here is read from a ballot that runs: how somebody judged counts only once the ballot was
closed and counted. What others are told of a person is narrowed to ballots whose single votes they
may read anyway (see ``readable_by_owner``); oneself all own ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat

from zsa_portal.ballots.models import Choice, Elector, Vote
from zsa_portal.ballots.rows import AMONG_THOSE_PRESENT
from zsa_portal.ballots.visibility import Shown
from zsa_portal.documents.rights import departments_of
from zsa_portal.engagements.kinds import KINDS
from zsa_portal.engagements.models import Engagement
from zsa_portal.people.dated import holds_on
from zsa_portal.people.models import Body, Seat
from zsa_portal.people.places import Places
from zsa_portal.regulations import clock
from zsa_portal.ui.listing import plain
from zsa_portal.workflow.models import Duty, LogEntry, Recusal

EVERYTHING = ~Q(pk__in=[])
JUDGED = (Choice.APPROVE, Choice.DISAPPROVE, Choice.ABSTAIN)


@dataclass
class Service:
    """How a person answered so far: opinions of engagements, and votes of closed ballots.

    ``asked`` are those that had to be there by now, ``in_time`` those of them that were; ``days``
    the natural days from asking to answering; ``voted`` the votes in ballots that were counted,
    ``agreed`` those of them that were the result. An abstention is never the result.
    """

    asked: int = 0
    in_time: int = 0
    days: list[int] = field(default_factory=list)
    voted: int = 0
    agreed: int = 0

    @property
    def punctuality(self) -> int | None:
        """The share given before the due day ended, in whole percent; None where none was due."""
        return round(100 * self.in_time / self.asked) if self.asked else None

    @property
    def median_days(self) -> float | None:
        """The median of the natural days until the answer; None where there is none."""
        return plain(median(self.days)) if self.days else None

    @property
    def agreement(self) -> int | None:
        """The share of votes that were the result, in whole percent; None where there is none."""
        return round(100 * self.agreed / self.voted) if self.voted else None

    def answer(self, *, asked: dt.datetime, due: dt.datetime | None, given: dt.datetime) -> None:
        """Count an answer that was given."""
        self.asked += 1
        self.in_time += due is None or given < due
        self.days.append((clock.day_of(given) - clock.day_of(asked)).days)

    def miss(self) -> None:
        """Count an answer that is not there though it was due."""
        self.asked += 1

    def vote(self, choice: str, *, passed: bool) -> None:
        """Count the vote in a ballot whose result is known."""
        self.voted += 1
        self.agreed += choice == (Choice.APPROVE if passed else Choice.DISAPPROVE)


def readable_by_owner(who: Places) -> Q:
    """The electors of ballots whose single votes the owner department's staff reads by name.

    Never those of a ballot that is not shown by name, nor in a matter in which the reader is recused
    or for whose applicant the reader acts.
    """
    recused = Recusal.objects.filter(
        matter=OuterRef("ballot__matter"), user=who.user_id, lifted_at=None
    )
    own = Q(ballot__matter__owner__in=departments_of(who))
    own &= ~Q(ballot__matter__applicant__in=who.organisations)
    return own & ~Q(ballot__names_shown=Shown.NEVER) & ~Q(Exists(recused))


def service_of(users: Collection[int], *, votes: Q = EVERYTHING) -> dict[int, Service]:
    """How each of these users answered; ``votes`` narrows whose electors' votes are compared.

    Two queries, whatever their number.
    """
    found = {user: Service() for user in users}
    for row in _engaged(users):
        _take_engagement(found[row["user"]], row)
    for row in _electors(users, votes):
        _take_elector(found[row["voter"]], row)
    return found


def _take_engagement(service: Service, row: dict[str, Any]) -> None:
    due = row["due"]
    if row["at"]:
        given = row["first_given"] or row["at"]
        service.answer(asked=row["engaged_at"], due=due, given=given)
        return
    expected = due and not row["recused"] and not row["released_at"]
    if expected and due <= (row["ended_at"] or clock.now()):
        service.miss()


def _take_elector(service: Service, row: dict[str, Any]) -> None:
    if row["position"] == "silent":
        service.miss()
        return
    opened, closes = row["ballot__opened_at"], row["ballot__closes_at"]
    service.answer(asked=opened, due=closes, given=row["first_cast"])
    if row["comparable"]:
        service.vote(row["position"], passed=row["passed"])


def _engaged(users: Collection[int]) -> Iterable[Any]:
    """The engagements of the users with their due instant and when the opinion was given first."""
    duty = [When(kind=kind.key, then=Value(kind.duty)) for kind in KINDS.values()]
    owed = Duty.objects.filter(
        matter=OuterRef("matter"),
        party__user=OuterRef("user"),
        key=OuterRef("duty"),
        created_at__gte=OuterRef("engaged_at"),
    )
    name = Concat(Value("zsa_engagements.engagement:"), Cast(OuterRef("pk"), CharField()))
    given = LogEntry.objects.filter(matter=OuterRef("matter"), step="engagement_opinion")
    given = given.annotate(about=KT("values__engagement")).filter(about=name)
    return (
        Engagement.objects.filter(user__in=users)
        .with_recusals()
        .annotate(duty=Case(*duty, default=Value(""), output_field=CharField()))
        .annotate(
            due=Subquery(owed.order_by("pk").values("due_at")[:1]),
            first_given=Subquery(given.order_by("pk").values("at")[:1]),
        )
        .order_by("pk")
        .values(
            "user", "engaged_at", "at", "released_at", "ended_at", "recused", "due", "first_given"
        )
    )


def _electors(users: Collection[int], votes: Q) -> Iterable[Any]:
    """The places of the users in ballots that were closed and counted, with their first vote."""
    cast = Vote.objects.filter(elector=OuterRef("pk"), cast_by=OuterRef("voter")).order_by("pk")
    near = Q(user__in=users) | Q(seat__user__in=users) | Q(votes__cast_by__in=users)
    mine = Elector.objects.filter(near, ballot__result__isnull=False).order_by().values("pk")
    return (
        Elector.objects.filter(pk__in=mine)
        .counted()
        .placed()
        .filter(voter__in=users, position__in=[*JUDGED, "silent"])
        .annotate(
            first_cast=Subquery(cast.values("cast_at")[:1]),
            passed=F("ballot__result__passed"),
            comparable=Case(When(votes, then=True), default=False),
        )
        .order_by("pk")
        .values(
            "voter",
            "position",
            "first_cast",
            "passed",
            "comparable",
            "ballot__opened_at",
            "ballot__closes_at",
        )
    )


def with_load(people: QuerySet[Any], user: str = "user") -> QuerySet[Any]:
    """Annotate what people have before them now: ``engaged``, ``sitting``, ``voting``, ``load``.

    Opinions they still owe, seats on panels that exist, votes still to cast in open ballots, and
    the three together. ``user`` leads from a row to its user.
    """
    now, person = clock.now(), OuterRef(user)
    owed = Engagement.objects.filter(user=person, at=None, ended_at=None)
    bodies = Body.objects.existing().filter(kind=Body.Kind.PANEL)
    seats = Seat.objects.current().filter(user=person, body__in=bodies)
    seated = ~AMONG_THOSE_PRESENT & Q(seat__user=person) & holds_on(clock.today(), "seat__")
    places = [seated, AMONG_THOSE_PRESENT & Q(user=person)]
    open_now = Elector.objects.filter(
        ballot__closed_at=None, ballot__opened_at__lte=now, ballot__closes_at__gt=now
    )
    # Counted apart: each finds its rows by an index of its own.
    votes = [
        _number(_unrecused(_silent(open_now.filter(place)), "ballot__matter", user))
        for place in places
    ]
    found: QuerySet[Any] = people.annotate(
        engaged=_number(_unrecused(owed, "matter", user)),
        sitting=_number(seats),
        voting=votes[0] + votes[1],
    ).annotate(load=F("engaged") + F("sitting") + F("voting"))
    return found


def _silent(electors: QuerySet[Elector]) -> QuerySet[Elector]:
    voted = Vote.objects.filter(elector=OuterRef("pk"), replaced_at=None)
    return electors.filter(~Exists(voted), struck_at=None, successor=None)


def _unrecused(rows: QuerySet[Any], matter: str, user: str) -> QuerySet[Any]:
    recusals = Recusal.objects.filter(
        matter=OuterRef(matter), user=OuterRef(OuterRef(user)), lifted_at=None
    )
    return rows.filter(~Exists(recusals))


def _number(rows: QuerySet[Any]) -> Coalesce:
    one = rows.order_by().annotate(of=Value(1)).values("of").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)
