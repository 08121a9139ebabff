"""Whose turn it is: the holder's, or that of the several parties whom a state asks beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef, Q

from zsa_portal.people.parties import Party, in_order
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.machine import MACHINES, Asked
from zsa_portal.workflow.models import Duty, Matter


def in_turn(matters: Iterable[Matter]) -> dict[int, list[Party]]:
    """The parties whose turn it is in each matter, by its key; empty where it is nobody's.

    One query where a matter's state asks several, none else; holders are those read along.
    """
    matters = list(matters)
    asked = {one.pk: one.state_info.asked for one in matters}
    keys = {pk: ask.duty for pk, ask in asked.items() if ask is not None}
    held = {one.pk: [one.holder] if one.holder else [] for one in matters}
    return held | _owing(keys) if keys else held


def _owing(keys: dict[int, str]) -> dict[int, list[Party]]:
    """The parties that owe a duty still, by the matter's key; ``keys`` says which in each."""
    owing = Duty.objects.filter(matter__in=keys, key__in=set(keys.values()), done_at=None)
    found: dict[int, list[Party]] = {}
    names = (f"party__{name}" for name in Party.WITH_NAMES)
    for duty in owing.select_related("party", *names):
        if duty.key == keys[duty.matter_id]:
            found.setdefault(duty.matter_id, []).append(duty.party)
    return {pk: in_order(parties) for pk, parties in found.items()}


def named(parties: Iterable[Party]) -> str:
    """Several parties in one line, in the reader's language."""
    return listed(parties)


def turns_of(matters: Iterable[Matter]) -> dict[int, str]:
    """The same in words."""
    return {pk: named(parties) for pk, parties in in_turn(matters).items()}


def is_turn_of(parties: Q) -> Q:
    """The condition on matters that it is the turn of a party; ``parties`` is one on parties."""
    held = Q(holder__in=Party.objects.filter(parties))
    asked, mine = Q(pk__in=[]), Q(pk__in=[])
    for kind, state, ask in asking():
        owing = Duty.objects.filter(matter=OuterRef("pk"), key=ask.duty, done_at=None)
        here = Q(kind=kind, state=state)
        asked |= here & Q(Exists(owing))
        mine |= here & Q(Exists(owing.filter(party__in=Party.objects.filter(parties))))
    return mine | held & ~asked


def asking() -> Iterator[tuple[str, str, Asked]]:
    """Every state that asks several parties, with its kind of matter."""
    for kind, machine in MACHINES.items():
        for state, info in machine.STATES.items():
            if info.asked is not None:
                yield kind, state, info.asked


def is_turn_of_role(role: str) -> Q:
    """The condition that it is the turn of a role, by its code, in a matter of any procedure."""
    found = Q(pk__in=[])
    for kind, machine in MACHINES.items():
        codes = [code for code, info in machine.STATES.items() if info.holder.code == role]
        found |= Q(kind=kind, state__in=codes)
    for kind, state, ask in asking():
        owing = Duty.objects.filter(matter=OuterRef("pk"), key=ask.duty, done_at=None)
        here = Q(kind=kind, state=state) & Q(Exists(owing))
        found = found | here if ask.role.code == role else found & ~here
    return found


def roles_in_turn() -> Collection[tuple[str, str]]:
    """The codes and labels of the roles that have their turn in some state of a procedure."""
    infos = [info for machine in MACHINES.values() for info in machine.STATES.values()]
    played = [info.holder for info in infos] + [ask.role for _kind, _state, ask in asking()]
    return {role.code: str(role.label) for role in played}.items()
