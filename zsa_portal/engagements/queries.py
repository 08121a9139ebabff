"""What screens, conditions and actions read of engagements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, QuerySet

from zsa_portal.engagements.kinds import EngagementKind
from zsa_portal.engagements.models import Engagement, EngagementQuerySet
from zsa_portal.people.models import Expert
from zsa_portal.workflow.models import Matter


def engagements_of(matter: Matter, kind: EngagementKind) -> EngagementQuerySet:
    """All engagements of a kind in a matter, the latest round first."""
    rows: EngagementQuerySet = matter.engagements.filter(kind=kind.key)
    return rows


def round_of(matter: Matter, kind: EngagementKind) -> int:
    """The latest round of a kind in a matter; 0 while nobody was engaged."""
    found: int | None = engagements_of(matter, kind).aggregate(latest=Max("round"))["latest"]
    return found or 0


def live_among(rows: Sequence[Engagement]) -> list[Engagement]:
    """Of all engagements of a kind in a matter, read with recusals, those that are live.

    What ``EngagementQuerySet.live`` asks of the database, without a query.
    """
    latest = max((row.round for row in rows), default=0)
    return [
        row for row in rows if row.round == latest and row.released_at is None and not row.recused
    ]


def awaiting_replacement(rows: Sequence[Engagement]) -> list[Engagement]:
    """Of all engagements of a kind in a matter, read with recusals, those that want another expert.

    After an opinion is given, a recusal by somebody else needs a replacement in the same round,
    and the new opinion: a replacement that was released or recused is none.
    """
    latest = max((row.round for row in rows), default=0)
    now = [row for row in rows if row.round == latest]
    fallen = {row.pk for row in now if row.at is not None and row.displaced}
    instead: dict[int, list[Engagement]] = {}
    for row in now:
        if row.replaces_id is not None and row.released_at is None:
            instead.setdefault(row.replaces_id, []).append(row)

    def filled(pk: int) -> bool:
        return any(
            not row.recused or row.pk in fallen or filled(row.pk) for row in instead.get(pk, [])
        )

    return [row for row in now if row.pk in fallen and not filled(row.pk)]


def own_engagement(matter: Matter, kind: EngagementKind, user: Any) -> Engagement | None:
    """The engagement for which a user owes or gave an opinion and may give it now, or None."""
    if kind.given_in and matter.state not in kind.given_in:
        return None
    return engagements_of(matter, kind).live().filter(user=user).first()


def eligible_experts(matter: Matter, kind: EngagementKind) -> QuerySet[Expert]:
    """Active experts with an account, neither recused nor excluded by the kind, by name."""
    recused = matter.recusals.filter(lifted_at__isnull=True).values("user")
    named = Expert.objects.filter(active=True, user__isnull=False).exclude(user__in=recused)
    return named.exclude(kind.excluded(matter)).order_by("by_pinyin", "pk")
