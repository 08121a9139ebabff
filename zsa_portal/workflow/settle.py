"""What follows from every step: saving, log, holder, duty, deadline, messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models.sql import InsertQuery
from django.utils import translation
from django.utils.translation import gettext as _
from django_fsm import Transition

from zsa_portal.outbox import actions as outbox
from zsa_portal.outbox.models import Message
from zsa_portal.people.parties import Party
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow import roles
from zsa_portal.workflow.duties import close_turn, owe_turn, turn_of
from zsa_portal.workflow.log import record
from zsa_portal.workflow.machine import Step, meaning_of
from zsa_portal.workflow.memo import forget
from zsa_portal.workflow.models import Duty, Involvement, LogEntry, Matter
from zsa_portal.workflow.roles import RoleInfo
from zsa_portal.workflow.turns import in_turn, named
from zsa_portal.workflow.wording import duty_label

M = TypeVar("M", bound=Matter)
Owed = tuple[str, dt.datetime | None]
"""The key of a duty and until when it is to be done."""


def settle(
    matter: Matter, found: Transition, *, source: str, by: Any, values: dict[str, Any]
) -> None:
    """Save the moved matter and write its log entry, holder, duty, deadline and messages."""
    forget(matter)
    meaning = meaning_of(found)
    info = matter.state_info
    if matter.state != source:
        matter.entered_at = clock.now()
        matter.holder = matter.party(info.holder)
    matter.due_at = _due(matter)
    matter.save()
    record(matter, by=by, step=found.name, source=source, rules=meaning.rules, values=values)
    close_turn(matter, by)
    owe_turn(matter)
    _tell(matter, meaning, found.name, by=by, reason=str(values.get("reason", "")))


def begin(matter: Matter, *, by: Any, parties: Sequence[tuple[RoleInfo, Party]]) -> None:
    """Save a new matter in its procedure's first state, with its log, its parties and its first turn.

    The caller has set the class and the fields; ``parties`` are those that play a role from the
    start, each once. Runs in the caller's transaction.
    """
    _enter_first(matter)
    matter.created_by = by
    matter.save()
    record(matter, by=by, step="begin", source="", rules=(), values={})
    _let_play((matter, role, party) for role, party in parties)
    matter.__dict__.pop("involved", None)
    matter.holder = matter.party(matter.state_info.holder)
    matter.due_at = _due(matter)
    matter.save(update_fields=["holder", "due_at"])
    owe_turn(matter)


def begin_all(
    matters: Sequence[M], *, parties: Callable[[M], Sequence[tuple[RoleInfo, Party]]]
) -> None:
    """Let the calendar begin many matters of one procedure: as ``begin``, in a fixed number of queries.

    ``parties`` gives those that play a role in a matter from the start; they are saved already. The
    objects get their keys and are read anew before they are used. Runs in the caller's transaction.
    """
    if not matters:
        return
    for matter in matters:
        _as_new(matter, parties(matter))
    _saved(matters)
    _let_play((matter, role, party) for matter in matters for role, party in parties(matter))
    LogEntry.objects.bulk_create(
        LogEntry(matter_id=matter.pk, step="begin", to_state=matter.state) for matter in matters
    )
    Duty.objects.bulk_create(
        turn for turn in (turn_of(matter) for matter in matters) if turn is not None
    )


def _enter_first(matter: Matter) -> None:
    matter.kind = type(matter).kind_code
    matter.__dict__["state"] = str(next(iter(matter.STATES)))
    matter.created_at = matter.entered_at = clock.now()


def _let_play(played: Iterable[tuple[Matter, RoleInfo, Party]]) -> None:
    """Let parties play roles in new matters, in which nobody plays one yet."""
    Involvement.objects.bulk_create(
        Involvement(matter_id=matter.pk, role=role.code, party=party)
        for matter, role, party in played
    )


def _as_new(matter: Matter, playing: Sequence[tuple[RoleInfo, Party]]) -> None:
    """Put a matter that is not saved yet into its procedure's first state, with its first turn."""
    _enter_first(matter)
    holder = matter.state_info.holder
    matter.holder = next((party for role, party in playing if role == holder), None)
    matter.due_at = _due(matter)


def _saved(matters: Sequence[Matter]) -> None:
    """Insert matters of one class: their rows as matters, then those of the procedure itself."""
    cls = type(matters[0])
    columns = Matter._meta.concrete_fields
    common = [field for field in columns if not (field.primary_key or field.generated)]
    rows = Matter.objects.bulk_create(
        Matter(**{field.attname: getattr(matter, field.attname) for field in common})
        for matter in matters
    )
    for matter, row in zip(matters, rows, strict=True):
        matter.pk = matter.id = row.pk
    insert = InsertQuery(cls)
    insert.insert_values(cls._meta.local_concrete_fields, list(matters))
    insert.get_compiler(DEFAULT_DB_ALIAS).execute_sql()


def _due(matter: Matter) -> dt.datetime | None:
    if (by_calendar := calendar_due(matter)) is not None:
        return by_calendar
    if matter.state_info.due is not None:
        return matter.state_info.due(matter)
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


def _tell(matter: Matter, meaning: Step, name: str, *, by: Any, reason: str) -> None:
    roles = outbox.routed(f"{matter.kind}.{name}", [str(role) for role in meaning.tells])
    parties = [party for role in roles for party in matter.involved.get(role, [])]
    if matter.holder is not None:
        parties.append(matter.holder)
    told = people_of(parties)
    people = [person for person in told if by is None or person.pk != by.pk]
    if not people:
        return
    owed = _owed(matter, people) | _turns(matter, people, parties)
    known: dict[str, Any] = {"name": name, "reason": reason, "turn": in_turn([matter])[matter.pk]}
    messages = [_message(matter, meaning, one, owed.get(one.pk), **known) for one in people]
    outbox.messages_post(messages)


def _owed(matter: Matter, people: Sequence[Any]) -> dict[int, Owed]:
    """The first act that people owe in a matter in person, by their keys; one query."""
    rows = Duty.objects.filter(matter=matter.pk, done_at__isnull=True, party__user__in=people)
    owed: dict[int, Owed] = {}
    for user, key, due_at in rows.order_by("due_at", "pk").values_list(
        "party__user", "key", "due_at"
    ):
        owed.setdefault(user, (key, due_at))
    return owed


def _turns(matter: Matter, people: Sequence[Any], parties: Sequence[Party]) -> dict[int, Owed]:
    """What those who stand behind the holder owe, by their keys; ``people`` stand behind parties."""
    turn = turn_of(matter)
    if turn is None:
        return {}
    if set(parties) == {turn.party}:
        return dict.fromkeys([person.pk for person in people], (turn.key, turn.due_at))
    holders = people_of([turn.party]).values_list("pk", flat=True)
    return dict.fromkeys(holders, (turn.key, turn.due_at))


def _message(
    matter: Matter,
    meaning: Step,
    person: Any,
    owed: Owed | None,
    *,
    name: str,
    reason: str,
    turn: Sequence[Party],
) -> Message:
    key, until = owed or ("", None)
    with translation.override(person.language):
        return Message(
            recipient=person,
            event=f"{matter.kind}.{name}",
            subject=_("%(title)s: %(step)s") % {"title": matter.shown_title, "step": meaning.label},
            body="\n".join(_lines(matter, meaning, reason, turn)),
            to_do=duty_label(matter, key) if key else "",
            deadline=until,
            link=matter.get_absolute_url(),
            about=matter.pk,
        )


def _lines(matter: Matter, meaning: Step, reason: str, turn: Sequence[Party]) -> list[str]:
    info = matter.state_info
    lines = [
        _("Step: %(step)s") % {"step": meaning.label},
        _("Now: %(stage)s %(state)s") % {"stage": info.stage, "state": info.label},
    ]
    if reason:
        lines.append(_("Reason: %(reason)s") % {"reason": reason})
    if turn and info.holder not in roles.NO_PARTY:
        lines.append(_("Turn of: %(party)s") % {"party": named(turn)})
    return lines
