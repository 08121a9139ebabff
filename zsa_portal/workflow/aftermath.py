"""What follows from every step: saving, log, holder, duty, deadline, messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from django_fsm import Transition

from zsa_portal.outbox import actions as outbox
from zsa_portal.outbox.models import Message
from zsa_portal.people.parties import Party
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.kept import let_go
from zsa_portal.workflow.machine import Role, Step, meaning_of
from zsa_portal.workflow.models import Duty, LogEntry, Matter


def settle(
    matter: Matter, found: Transition, *, source: str, by: Any, values: dict[str, Any]
) -> None:
    """Save the moved matter and write its log entry, holder, duty, deadline and messages."""
    let_go(matter)
    meaning = meaning_of(found)
    info = matter.state_info
    if matter.state != source:
        matter.entered_at = clock.now()
        matter.holder = matter.party(info.holder)
    matter.due_at = _due(matter)
    matter.save()
    record(matter, by=by, step=found.name, source=source, rules=meaning.rules, values=values)
    _close_turn(matter, by)
    _owe_turn(matter)
    _tell(matter, meaning, found.name, by=by, reason=str(values.get("reason", "")))


def begin(matter: Matter, *, by: Any) -> None:
    """Save a new matter in its initial state with its first log entry and its holder's duty.

    The caller sets ``kind`` through the class and the fields; parties are involved by ``before``
    saving nothing else. Call ``matter.involve`` afterwards and then ``assign``.
    """
    matter.kind = type(matter).kind_code
    matter.created_at = matter.entered_at = clock.now()
    matter.created_by = by
    matter.save()
    record(matter, by=by, step="begin", source="", rules=(), values={})


def assign(matter: Matter) -> None:
    """Give a matter the holder, duty and deadline its state asks for, after its parties changed."""
    matter.holder = matter.party(matter.state_info.holder)
    matter.due_at = _due(matter)
    matter.save()
    _close_turn(matter, None)
    _owe_turn(matter)


def record(
    matter: Matter,
    *,
    by: Any,
    step: str,
    source: str | None = None,
    rules: Sequence[str] = (),
    values: dict[str, Any] | None = None,
    reason: str = "",
) -> LogEntry:
    """Write a log entry: of a step when ``source`` is given, else of an action that moves nothing."""
    values = values or {}
    let_go(matter)
    return LogEntry.objects.create(
        matter_id=matter.pk,
        by=by,
        step=step,
        from_state=matter.state if source is None else source,
        to_state=matter.state,
        rules=list(rules),
        reason=reason or str(values.get("reason", "")),
        values={key: _plain(value) for key, value in values.items() if key != "reason"},
    )


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, list | tuple | models.QuerySet):
        return [_plain(one) for one in value]
    if isinstance(value, int | float | bool | type(None)):
        return value
    return str(value)


def _due(matter: Matter) -> dt.datetime | None:
    if (by_calendar := calendar_due(matter)) is not None:
        return by_calendar
    days = matter.state_info.days
    if days is None:
        return None
    return clock.start_of(clock.day_of(matter.entered_at) + dt.timedelta(days=days + 1))


def calendar_due(matter: Matter) -> dt.datetime | None:
    """The earliest instant at which the calendar takes a step from the present state."""
    field = matter._meta.get_field("state")
    instants = []
    for found in field.get_all_transitions(type(matter)):
        if found.source == matter.state and "step" in (found.custom or {}):
            due = meaning_of(found).due
            if due and (at := due(matter)):
                instants.append(at)
    return min(instants, default=None)


def _close_turn(matter: Matter, by: Any) -> None:
    turns = Duty.objects.filter(matter_id=matter.pk, done_at__isnull=True, key__startswith="turn:")
    turns.update(done_at=clock.now(), done_by=by)


def _owe_turn(matter: Matter) -> None:
    info = matter.state_info
    if matter.holder is None or info.holder in (Role.CLOCK, Role.NOBODY):
        return
    Duty.objects.create(
        matter_id=matter.pk,
        party=matter.holder,
        key=f"turn:{matter.state}",
        due_at=matter.due_at,
        created_at=clock.now(),
    )


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


def _tell(matter: Matter, meaning: Step, name: str, *, by: Any, reason: str) -> None:
    roles = outbox.routed(f"{matter.kind}.{name}", [str(role) for role in meaning.tells])
    parties = [party for role in roles for party in matter.involved.get(role, [])]
    if matter.holder is not None:
        parties.append(matter.holder)
    people = [person for person in people_of(parties) if by is None or person.pk != by.pk]
    outbox.messages_post([_message(matter, meaning, name, person, reason) for person in people])


def _message(matter: Matter, meaning: Step, name: str, person: Any, reason: str) -> Message:
    with translation.override(person.language):
        return Message(
            recipient=person,
            event=f"{matter.kind}.{name}",
            subject=_("%(title)s: %(step)s") % {"title": matter.title, "step": meaning.label},
            body="\n".join(_lines(matter, meaning, reason)),
            link=matter.get_absolute_url(),
            about=matter.pk,
        )


def _lines(matter: Matter, meaning: Step, reason: str) -> list[str]:
    info = matter.state_info
    lines = [
        _("Step: %(step)s") % {"step": meaning.label},
        _("Now: %(stage)s %(state)s") % {"stage": info.stage, "state": info.label},
    ]
    if reason:
        lines.append(_("Reason: %(reason)s") % {"reason": reason})
    if matter.holder is not None and info.holder not in (Role.CLOCK, Role.NOBODY):
        lines.append(_("Turn of: %(party)s") % {"party": matter.holder})
    return lines
