"""Ballots and electors, narrowed and placed in SQL."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from zsa_portal.regulations.rule import Base
from zsa_portal.workflow.models import Recusal

AMONG_THOSE_PRESENT = Q(ballot__basis=Base.VALID_VOTES.value)


def voter_now(field: str = "") -> Case:
    """Who stands for an elector's place now, or a field of that person.

    Whoever sits on the seat; among those present, the person who was.
    """
    here, seated = (f"{person}__{field}" if field else person for person in ("user", "seat__user"))
    return Case(When(AMONG_THOSE_PRESENT, then=F(here)), default=F(seated))


class BallotQuerySet(models.QuerySet):
    """Ballots, by the one clock."""

    def open_at(self, instant: dt.datetime) -> BallotQuerySet:
        """The ballots that accept votes at an instant."""
        return self.filter(opened_at__lte=instant, closes_at__gt=instant, closed_at__isnull=True)


class ElectorQuerySet(models.QuerySet):
    """Electors with what their place says."""

    def counted(self) -> ElectorQuerySet:
        """Those whose place nobody else has taken."""
        return self.filter(successor__isnull=True)

    def placed(self) -> ElectorQuerySet:
        """Annotate ``choice``, ``reason``, ``filled``, ``asked`` and ``cast_at`` of the live vote.

        ``position``, annotated too, is the live choice, ``silent``, ``recused``, ``struck`` or
        ``replaced``. Whoever stands for the seat (who cast its live vote, else see ``voter_now``)
        is asked for a recusal; after closing what was frozen then holds.
        """
        recusals = Recusal.objects.filter(
            matter=OuterRef("ballot__matter"), user=OuterRef("voter"), lifted_at=None
        )
        return self.annotate(
            live=FilteredRelation("votes", condition=Q(votes__replaced_at=None)),
            choice=F("live__choice"),
            reason=F("live__reason"),
            filled=F("live__sheet"),
            asked=F("live__changes"),
            cast_at=F("live__cast_at"),
            voter=Coalesce("live__cast_by", voter_now()),
        ).annotate(
            position=Case(
                When(successor__isnull=False, then=Value("replaced")),
                When(struck_at__isnull=False, then=Value("struck")),
                When(recused=True, then=Value("recused")),
                When(Q(ballot__closed_at=None) & Exists(recusals), then=Value("recused")),
                When(choice__isnull=False, then=F("choice")),
                default=Value("silent"),
                output_field=models.CharField(),
            )
        )
