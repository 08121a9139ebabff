"""What parties owe in a matter: the turn of its holder, and single acts besides."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zsa_portal.people.parties import Party
from zsa_portal.regulations import clock
from zsa_portal.workflow import roles
from zsa_portal.workflow.models import Duty, Matter


def owe(matter: Matter, party: Party, key: str, *, due_at: dt.datetime | None = None) -> Duty:
    """Let a party owe one more act in a matter, once; the open duty of that key is kept."""
    duty, _created = Duty.objects.get_or_create(
        matter_id=matter.pk,
        party=party,
        key=key,
        done_at=None,
        defaults={"due_at": due_at, "created_at": clock.now()},
    )
    return duty


def discharge(matter: Matter, key: str, *, by: Any = None, party: Party | None = None) -> None:
    """Mark open duties of a key as done, of one party or of all."""
    open_ones = Duty.objects.filter(matter_id=matter.pk, key=key, done_at__isnull=True)
    if party is not None:
        open_ones = open_ones.filter(party=party)
    open_ones.update(done_at=clock.now(), done_by=by)


def close_turn(matter: Matter, by: Any) -> None:
    """Mark the duties of the holder's turn as done."""
    turns = Duty.objects.filter(matter_id=matter.pk, done_at__isnull=True, key__startswith="turn:")
    turns.update(done_at=clock.now(), done_by=by)


def turn_of(matter: Matter) -> Duty | None:
    """What the holder owes in the present state, not saved yet; None where no party has its turn."""
    if matter.holder is None or matter.state_info.holder in roles.NO_PARTY:
        return None
    return Duty(
        matter_id=matter.pk,
        party=matter.holder,
        key=f"turn:{matter.state}",
        due_at=matter.due_at,
        created_at=clock.now(),
    )


def owe_turn(matter: Matter) -> None:
    """Let the holder owe what the present state asks for."""
    turn = turn_of(matter)
    if turn is not None:
        turn.save()
