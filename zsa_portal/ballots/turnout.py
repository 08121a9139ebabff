"""How many of those asked voted: of ballots that were closed and counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from zsa_portal.ballots.kinds import KINDS
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.rows import BallotQuerySet
from zsa_portal.people.sorting import pinyin_key
from zsa_portal.workflow.models import Matter

VOTED = ("yes", "no", "abstain")


@dataclass(frozen=True)
class Turnout:
    """The ballots of a kind in a body: how many there were, how many were asked to vote and did.

    Recused and struck electors are not asked.
    """

    kind: str
    body: int
    body_name: str
    ballots: int
    asked: int
    voted: int

    @property
    def label(self) -> str:
        """What kind of ballot it is, in words."""
        return str(KINDS[self.kind].label) if self.kind in KINDS else self.kind

    @property
    def percent(self) -> int | None:
        """The share of those asked that voted, in whole percent; None where nobody was asked."""
        return percent_of(self.voted, self.asked)


def percent_of(voted: int, asked: int) -> int | None:
    """A share in whole percent; None of nobody."""
    return round(100 * voted / asked) if asked else None


def counted_ballots(user: Any) -> BallotQuerySet:
    """The ballots that were closed and counted in matters that a user may discover.

    With ``voted`` and ``asked``, numbers of electors, as they were at closing. Whom the caller lets
    read them must see the progress of ballots: staff do (see ``rules.sees_ballots``).
    """
    known = Matter.objects.visible_to(user).order_by().values("pk")
    rows: Any = Ballot.objects.filter(result__isnull=False, matter__in=known)
    voted = sum((_number(name) for name in VOTED[1:]), _number(VOTED[0]))
    found: BallotQuerySet = rows.annotate(voted=voted).annotate(
        asked=F("voted") + _number("silent")
    )
    return found


def closed_between(
    rows: QuerySet[Any], start: dt.datetime | None, after: dt.datetime | None
) -> QuerySet[Any]:
    """Those that closed from one instant on and before another; None leaves that side open."""
    if start is not None:
        rows = rows.filter(closed_at__gte=start)
    return rows.filter(closed_at__lt=after) if after is not None else rows


def turnout_of(rows: QuerySet[Any]) -> list[Turnout]:
    """The turnout of ``counted_ballots`` by kind and body, by their names; one query."""
    groups = (
        rows.order_by()
        .values("kind", "body", "body__name")
        .annotate(ballots=Count("pk"), asked_of=Sum("asked"), voted_of=Sum("voted"))
        .values_list("kind", "body", "body__name", "ballots", "asked_of", "voted_of")
    )
    found = (Turnout(*group) for group in groups)
    return sorted(found, key=lambda one: (pinyin_key(one.label), pinyin_key(one.body_name)))


def _number(name: str) -> Any:
    """A figure of the count as it was kept; 0 where it was not kept then."""
    return Coalesce(Cast(KT(f"result__{name}"), IntegerField()), 0)
