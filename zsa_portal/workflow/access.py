"""Who may discover a matter: one rule in SQL for lists, search, counts and single matters."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db import models

from zsa_portal.people.places import Places, places_of
from zsa_portal.ui.conditions import NEVER, Condition, among, empty
from zsa_portal.workflow.machine import MACHINES, Phase

Discovery = Callable[[Places, str], Condition]
"""A procedure's own condition under which somebody may know of its matters.

It gets the user's places and the prefix that leads from the rows asked to their matter (empty, or
``matter__``), and is asked for matters of its own kind alone.
"""
IN_STATES = "({kind} || ' ' || {state} = ANY(%s)) IS TRUE"
PARTIES = "ARRAY(SELECT party.id FROM zsa_people_party party WHERE party.key = ANY(%s))"
"""The keys of the parties that one acts for, as those of their rows: read once a statement."""
PART = (
    "SELECT FROM zsa_workflow_involvement part WHERE part.matter_id = {matter}"
    f" AND part.until IS NULL AND part.party_id = ANY({PARTIES})"
)
INVOLVED = f"EXISTS ({PART} OFFSET 0)"
AMONG_THEIRS = f"EXISTS ({PART})"
"""The same for rows of which many are asked: all that one plays a part in may be found at once."""
PLAYING = f"EXISTS ({PART} AND part.role = %s OFFSET 0)"
RECUSED = (
    "EXISTS (SELECT FROM zsa_workflow_recusal recusal WHERE recusal.matter_id = {matter}"
    " AND recusal.user_id = %s AND recusal.lifted_at IS NULL OFFSET 0)"
)
OWED = f"{{party}} = ANY({PARTIES})"


def kinds_of(model: type[models.Model]) -> list[str]:
    """The kinds of matter that rows of this model may be of: a procedure's own, all of Matter's."""
    own = getattr(model, "kind_code", "")
    return [own] if own in MACHINES else list(MACHINES)


def states_in(*phases: str, prefix: str = "", kinds: Collection[str] | None = None) -> Condition:
    """The matters of every procedure, or of these kinds, whose state lies in one of these phases.

    ``prefix`` leads from the rows asked to their matter, e.g. ``matter__``.
    """
    found = [
        f"{kind} {code}"
        for kind, machine in MACHINES.items()
        if kinds is None or kind in kinds
        for code, info in machine.STATES.items()
        if info.phase in phases
    ]
    return Condition(IN_STATES, [found], kind=f"{prefix}kind", state=f"{prefix}state")


def involved_in(who: Places, prefix: str = "") -> Condition:
    """Whether one of a user's parties plays a role in the matter now; see ``ForEach``."""
    return Condition(INVOLVED, [sorted(who.parties)], matter=f"{prefix}pk")


def plays_in(role: str, who: Places, prefix: str = "") -> Condition:
    """Whether one of a user's parties plays a role of this code in the matter now."""
    return Condition(PLAYING, [sorted(who.parties), role], matter=f"{prefix}pk")


def recused_from(who: Places, prefix: str = "") -> Condition:
    """Whether a user is recused from the matter now."""
    return Condition(RECUSED, [who.user_id], matter=f"{prefix}pk")


def applied_for(who: Places, prefix: str = "") -> Condition:
    """Whether one of the organisations that a user acts for applied for the matter."""
    return among(f"{prefix}applicant", sorted(who.organisations), "bigint")


def owed_by(who: Places) -> Condition:
    """Whether one of a user's parties owes a duty; its index gives theirs alone."""
    return Condition(OWED, [sorted(who.parties)], party="party")


def known_to_parties(who: Places, prefix: str) -> Condition:
    """A narrow kind's own rule: who plays a role in the matter now may know of it, nobody else."""
    return NEVER if who.user_id is None else involved_in(who, prefix)


def narrow_kinds() -> dict[str, Discovery]:
    """The kinds of matter that say themselves who may know of them."""
    return {kind: machine.DISCOVERY for kind, machine in MACHINES.items() if machine.DISCOVERY}


def kept_narrow(who: Places, prefix: str, kinds: Collection[str] | None = None) -> Condition:
    """The condition that a row's matter is of no narrow kind, or discoverable by its own rule.

    True of rows without a matter. Holds in addition to every right that a matter gives. ``kinds``
    are those of the rows asked, where they are known: rows of others then count as narrow.
    """
    narrow, kind_of = narrow_kinds(), f"{prefix}kind"
    asked = MACHINES if kinds is None else kinds
    found = empty(kind_of)
    found |= among(kind_of, [kind for kind in asked if kind not in narrow])
    for kind, discovery in narrow.items():
        if kind in asked:
            found |= among(kind_of, [kind]) & discovery(who, prefix)
    return found


class MatterQuerySet(models.QuerySet):
    """Matters, narrowed to what somebody may know of."""

    def visible_to(self, user: Any) -> MatterQuerySet:
        """The matters a user may discover (design's table of who sees what).

        A procedure may be narrower or wider than that by its own DISCOVERY.
        """
        return self.filter(discoverable(self.model, user))

    def public(self) -> MatterQuerySet:
        """The matters anyone may discover: on notice or consultation, or published."""
        return self.visible_to(None)


def discoverable(model: type[models.Model], user: Any) -> Condition:
    """Whether a user may discover a matter, of rows of this model."""
    who, kinds = places_of(user), kinds_of(model)
    narrow = {kind: rule for kind, rule in narrow_kinds().items() if kind in kinds}
    plain = [kind for kind in kinds if kind not in narrow]
    found = among("kind", plain) & _by_phase(who, plain)
    for kind, discovery in narrow.items():
        found |= among("kind", [kind]) & discovery(who, "")
    return found


def _by_phase(who: Places, kinds: Collection[str]) -> Condition:
    """What the table says: the public phases; the applicant's own; beyond draft staff and parties."""
    own, beyond_draft = applied_for(who), ~states_in(Phase.DRAFT, kinds=kinds)
    if who.staff:
        return own | beyond_draft
    found = states_in(Phase.NOTICE, Phase.PUBLISHED, kinds=kinds)
    if who.user_id is None:
        return found
    involved = Condition(AMONG_THEIRS, [sorted(who.parties)], matter="pk")
    return found | own | (beyond_draft & involved)
