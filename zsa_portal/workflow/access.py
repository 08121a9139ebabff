"""Who may discover a matter: one rule in SQL for lists, search, counts and single matters."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from zsa_portal.people.places import Places, places_of
from zsa_portal.workflow.machine import MACHINES, Phase


def states_in(*phases: str, prefix: str = "") -> Q:
    """The matters of every procedure whose state lies in one of these phases.

    ``prefix`` leads from the rows asked to their matter, e.g. ``matter__``.
    """
    found = Q(pk__in=[])
    for kind, machine in MACHINES.items():
        codes = [code for code, info in machine.STATES.items() if info.phase in phases]
        found |= Q(**{f"{prefix}kind": kind, f"{prefix}state__in": codes})
    return found


class MatterQuerySet(models.QuerySet):
    """Matters, narrowed to what somebody may know of."""

    def visible_to(self, user: Any) -> MatterQuerySet:
        """The matters a user may discover (design's table of who sees what)."""
        return self.filter(_discoverable(places_of(user)))

    def public(self) -> MatterQuerySet:
        """The matters anyone may discover: on notice or consultation, or published."""
        return self.filter(states_in(Phase.NOTICE, Phase.PUBLISHED))


def _discoverable(who: Places) -> Q:
    found = states_in(Phase.NOTICE, Phase.PUBLISHED)
    if who.user_id is None:
        return found
    found |= Q(applicant__in=who.organisations)
    beyond_draft = ~states_in(Phase.DRAFT)
    if who.staff:
        return found | beyond_draft
    involvement = apps.get_model("zsa_workflow", "Involvement").objects.filter(
        matter=OuterRef("pk"), until__isnull=True, party__key__in=who.parties
    )
    return found | (beyond_draft & Exists(involvement))
