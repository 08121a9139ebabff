"""What screens, steps and papers read of ballots and decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse

from zsa_portal.ballots.counting import Position, Tally, count, judged, uncounted_tally
from zsa_portal.ballots.models import Ballot, Choice, Elector, Vote
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.ballots.rows import AMONG_THOSE_PRESENT, ElectorQuerySet, voter_now
from zsa_portal.ballots.rules import sees_ballots
from zsa_portal.ballots.sheets import ItemCount, numbers
from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.people.dated import holds_on
from zsa_portal.people.models import OrganisationPerson, Seat, User, seated
from zsa_portal.people.sorting import Pinyin
from zsa_portal.regulations import clock
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import Matter, Recusal

RECENTLY = 10


def tally(ballot: Ballot) -> Tally:
    """How a ballot stands now, or stood when it closed; see Tally. One query while it is open."""
    return tallies([ballot])[ballot.pk]


def tallies(ballots: Sequence[Ballot]) -> dict[int, Tally]:
    """How ballots stand, by key; one query for all that are open, none for closed ones.

    One ended without outcome has no figures and is not passed.
    """
    uncounted = [ballot.pk for ballot in ballots if ballot.closed_at is None]
    positions: dict[int, list[Position]] = {pk: [] for pk in uncounted}
    if uncounted:
        rows = Elector.objects.filter(ballot__in=uncounted).counted().placed()
        for pk, position in rows.order_by().values_list("ballot", "position"):
            positions[pk].append(position)
    return {ballot.pk: _tally(ballot, positions.get(ballot.pk, [])) for ballot in ballots}


def _tally(ballot: Ballot, positions: list[Position]) -> Tally:
    if ballot.end_reason:
        return uncounted_tally(ballot.threshold)
    if ballot.result is not None:
        return judged(ballot.result, ballot.threshold)
    return count(positions, ballot.threshold, abstention_is_valid=ballot.abstention_is_valid)


def sheet_counts(ballot: Ballot) -> list[ItemCount]:
    """How the electors judged each item, or had when it closed; one query while it is open."""
    items = ballot.items
    if not items or ballot.end_reason:
        return []
    if ballot.result is not None:
        found = ballot.result["sheet"]
    else:
        voted = Elector.objects.filter(ballot=ballot).placed().filter(position__in=Choice.values)
        found = numbers(items, voted.order_by().values_list("filled", flat=True))
    return [ItemCount(item, found[item.key]) for item in items]


def current(matter: Matter, kind_code: str) -> Ballot | None:
    """The latest ballot of a kind in a matter, open or closed; None before the first."""
    return Ballot.objects.filter(matter=matter.pk, kind=kind_code).order_by("-pk").first()


def latest(matter: Matter, kind_code: str) -> Ballot | None:
    """The latest ballot of a kind in a matter; one query, once an object. See ``current``."""
    return remembered(matter, f"ballot:{kind_code}", lambda: current(matter, kind_code))


def closes_at(matter: Matter, kind_code: str) -> dt.datetime | None:
    """When the calendar closes the latest ballot of a kind in a matter; None while none is open."""
    ballot = latest(matter, kind_code)
    return ballot.closes_at if ballot and ballot.closed_at is None else None


def decided(matter: Matter, purpose: str) -> Decision | None:
    """The latest decision for a purpose, recorded since the matter entered its present state."""
    found = Decision.objects.filter(
        matters=matter.pk, purpose=purpose, recorded_at__gte=matter.entered_at
    )
    return found.order_by("-pk").first()


def sits_now(user: Any) -> Q:
    """The condition that the user stands for an elector, in person; see rows.voter_now.

    Who sits on the elector's seat today; among those present, who was. Deputies never vote.
    """
    seated = Q(seat__user=user.pk) & holds_on(clock.today(), "seat__")
    return (AMONG_THOSE_PRESENT & Q(user=user.pk)) | (~AMONG_THOSE_PRESENT & seated)


def elector_of(ballot: Ballot, user: Any) -> Elector | None:
    """The elector in whose place a user votes in a ballot, struck or not; None for all others."""
    if user is None or not user.is_active:
        return None
    found = Elector.objects.filter(sits_now(user), ballot=ballot).counted().placed()
    return found.select_related("user", "seat__user").order_by("pk").first()


def ballot_for(user: Any, pk: int) -> Ballot:
    """The ballot of that key, if the user is its elector or sees the matter's ballots; else Http404.

    ``ballot.mine`` is the user's place among its electors, or None.
    """
    rows = Ballot.objects.select_related("matter", "body", "result_form", "opened_by")
    ballot = rows.filter(pk=pk).first()
    if ballot is None:
        raise Http404
    mine = elector_of(ballot, user)
    visible = Matter.objects.visible_to(user).filter(pk=ballot.matter_id)
    if mine is None and not (visible.exists() and sees_ballots(ballot.matter, user)):
        raise Http404
    ballot.mine = mine  # type: ignore[attr-defined]
    return ballot


@dataclass(frozen=True)
class OpenBallot:
    """An open ballot of an elector: who votes, how far it is (``voted`` of ``total``)."""

    elector: Elector
    ballot: Ballot
    voted: int
    total: int

    @property
    def has_voted(self) -> bool:
        """Whether the elector's seat has a live vote."""
        return self.elector.choice is not None  # type: ignore[attr-defined]

    @property
    def choice_label(self) -> str:
        """How the seat votes at present, in words; empty while it has not."""
        return str(Choice(self.elector.choice).label) if self.has_voted else ""  # type: ignore[attr-defined]


def _number_of(rows: QuerySet[Any], ballot: str) -> Coalesce:
    """How many of the rows belong to the ballot of the elector asked."""
    counted = rows.order_by().values(ballot).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _mine(user: Any) -> ElectorQuerySet:
    electors = Elector.objects.filter(ballot=OuterRef("ballot")).counted()
    votes = Vote.objects.filter(elector__ballot=OuterRef("ballot"), replaced_at=None)
    found = Elector.objects.filter(sits_now(user), struck_at=None).counted().placed()
    return found.select_related("ballot", "ballot__matter", "ballot__body").annotate(
        total=_number_of(electors, "ballot"), voted=_number_of(votes, "elector__ballot")
    )


def open_ballots_of(user: Any) -> list[OpenBallot]:
    """The open ballots in which a user votes, those not voted on first, then by their end.

    One query, whatever their number. Recused people do not vote and have none.
    """
    now = clock.now()
    rows: Any = _mine(user).filter(
        ballot__closed_at=None, ballot__opened_at__lte=now, ballot__closes_at__gt=now
    )
    found = [
        OpenBallot(row, row.ballot, row.voted, row.total)
        for row in rows.exclude(position="recused").order_by("ballot__closes_at", "ballot__pk")
    ]
    return sorted(found, key=lambda one: one.has_voted)


def next_unvoted(open_ones: Sequence[OpenBallot], after: Ballot) -> Ballot | None:
    """The next open ballot without one's vote, by its end, from ``after`` round to the first."""
    waiting = [one.ballot for one in open_ones if not one.has_voted and one.ballot.pk != after.pk]
    here = (after.closes_at, after.pk)
    later = [ballot for ballot in waiting if (ballot.closes_at, ballot.pk) > here]
    return next(iter(later or waiting), None)


def closed_ballots_of(user: Any, most: int = RECENTLY) -> list[Ballot]:
    """The ballots last closed in which a user was an elector, newest first; one query."""
    mine = Elector.objects.filter(
        sits_now(user), struck_at=None, ballot__closed_at__isnull=False
    ).counted()
    rows = Ballot.objects.filter(pk__in=mine.values("ballot")).select_related("matter", "body")
    return list(rows.order_by("-closed_at")[:most])


def electors_placed(ballot: Ballot) -> ElectorQuerySet:
    """All electors of a ballot, struck and replaced ones too, with position, choice, reason; one query.

    They stand as ``seated`` says, by the names shown.

    ``voter_name`` is who cast the live vote, else who stands for the seat; ``workplace`` is the
    organisation represented, else where the expert on the seat works; ``of_applicant`` whether the
    elector belongs to the applicant of the matter.
    """
    rows = Elector.objects.filter(ballot=ballot).placed()
    return (
        rows.annotate(
            voter_name=Coalesce("live__cast_by__name", voter_now("name")),
            workplace=Coalesce("organisation__name", "seat__user__expert__employer", Value("")),
            of_applicant=Case(When(_of_the_applicant(), then=Value(True)), default=Value(False)),
        )
        .select_related("seat__body")
        .order_by(*seated("seat__role", Pinyin("voter_name")))
    )


def _of_the_applicant() -> Q:
    """Whether an elector represents the applicant of the matter, or acts for it now."""
    acting = OrganisationPerson.objects.current().filter(
        user=OuterRef("voter"), organisation=OuterRef("ballot__matter__applicant")
    )
    return Q(organisation=F("ballot__matter__applicant")) | Q(Exists(acting))


def ballots_of(matter: Matter) -> list[tuple[Ballot, Tally]]:
    """All ballots of a matter with how they stand, newest first; two queries."""
    rows = list(
        Ballot.objects.filter(matter=matter.pk)
        .select_related("body", "result_form")
        .order_by("-pk")
    )
    stand = tallies(rows)
    return [(ballot, stand[ballot.pk]) for ballot in rows]


def decisions_of(matter: Matter) -> list[Decision]:
    """All decisions recorded on a matter, newest first; one query."""
    rows = Decision.objects.filter(matters=matter.pk).select_related("body", "document")
    return list(rows.order_by("-pk"))


def recusals_of(matter: Matter) -> list[Recusal]:
    """The recusals that hold in a matter now, by pinyin; one query."""
    rows = matter.recusals.filter(lifted_at=None).select_related("user")
    return list(rows.order_by("user__by_pinyin", "pk"))


@dataclass(frozen=True)
class PaperLink:
    """A paper an elector may read before voting."""

    label: str
    url: str


def papers_for(matter: Matter, user: Any) -> list[PaperLink]:
    """The live papers and the finished forms of a matter that a user may read; two queries."""
    newest = Version.objects.filter(document=OuterRef("pk")).order_by("-number").values("pk")[:1]
    documents = Document.objects.readable_in(matter, user)
    rows = documents.annotate(newest=Subquery(newest)).exclude(newest=None).order_by("kind", "pk")
    links = [
        PaperLink(title, reverse("documents:download", args=[pk]))
        for title, pk in rows.values_list("title", "newest")
    ]
    forms = IssuedForm.objects.filter(matters=matter.pk, state=IssuedForm.State.READY)
    return links + [
        PaperLink(str(form), form.get_absolute_url())
        for form in forms.readable_by(user).order_by("pk")
    ]


def deciders(matter: Matter) -> QuerySet[User]:
    """The people who decide in the matter today, by name: on a body that does, or engaged to."""
    deciding = matter.parties_that(lambda role: role.decides)
    bodies = [party.body_id for party in deciding if party.body_id]
    ballots = Ballot.objects.filter(matter=matter.pk, closed_at=None)
    on_body = Q(body__in=bodies) | Q(body__in=ballots.values("body"))
    seats = Seat.objects.current().filter(on_body, votes=True)
    engaged = [party.user_id for party in deciding if party.user_id]
    here = Elector.objects.filter(AMONG_THOSE_PRESENT, ballot__in=ballots, struck_at=None)
    people = Q(pk__in=seats.values("user")) | Q(pk__in=here.values("user")) | Q(pk__in=engaged)
    return User.objects.filter(people, is_active=True).order_by("by_pinyin", "pk")


def may_recuse(matter: Matter, user: Any) -> bool:
    """Whether a user, in person, decides in the matter and so may declare a recusal."""
    return deciders(matter).filter(pk=user.pk).exists()


def matter_of_elector(user: Any, pk: int) -> Matter | None:
    """The matter of that key, if the user is an elector in one of its open ballots."""
    open_ones = Elector.objects.filter(
        sits_now(user), ballot__matter=pk, ballot__closed_at=None
    ).counted()
    return Matter.objects.filter(pk=pk).first() if open_ones.exists() else None


def ballots_with_new_people() -> list[Ballot]:
    """The open ballots on whose electors' seats others sit than when they opened.

    Among those present nobody takes another's place.
    """
    followed = Elector.objects.filter(struck_at=None).counted().exclude(AMONG_THOSE_PRESENT)
    changed = followed.exclude(user=F("seat__user"))
    ended = followed.exclude(holds_on(clock.today(), "seat__"))
    rows = Ballot.objects.open_at(clock.now()).select_related("matter")
    found = rows.filter(Q(pk__in=changed.values("ballot")) | Q(pk__in=ended.values("ballot")))
    return list(found.order_by("pk"))
