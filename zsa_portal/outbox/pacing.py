"""When a digest is made, and which messages may wait for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from zsa_portal.outbox.kinds import Kind, Pace
from zsa_portal.outbox.models import Message, Preference
from zsa_portal.outbox.routing import declared
from zsa_portal.regulations import clock

HOUR = 8
"""The hour in Asia/Shanghai at which digests are made; ours, the regulations say nothing of it."""
DAYS = {Pace.DAILY: 1, Pace.WEEKLY: 7}
TIME_TO_ACT = dt.timedelta(days=1)
"""What a digest leaves of the time until a deadline, at least; ours. A message for which it would
leave less goes out at once."""


def slot(pace: Pace, at: dt.datetime) -> dt.datetime:
    """The latest instant, not after ``at``, at which digests of a pace are due; weekly on Mondays."""
    day = clock.day_of(at - dt.timedelta(hours=HOUR))
    if pace == Pace.WEEKLY:
        day -= dt.timedelta(days=day.weekday())
    return clock.start_of(day) + dt.timedelta(hours=HOUR)


def next_slot(pace: Pace, at: dt.datetime) -> dt.datetime:
    """The first instant after ``at`` at which digests of a pace are due."""
    return slot(pace, at) + dt.timedelta(days=DAYS[pace])


def kind_of(message: Message) -> Kind:
    """The kind of a message: what its event asks, of whom it asks something, else what it tells."""
    event = declared(message.event)
    return (event.asks or event.kind) if message.to_do else event.kind


def paces_set(messages: Iterable[Message]) -> None:
    """Set the pace of messages that are not stored yet, by what their recipients chose; one query."""
    chosen = _chosen({message.recipient_id for message in messages})
    for message in messages:
        kind = kind_of(message)
        message.pace = _in_time(message, kind.paced(chosen.get((message.recipient_id, kind.key))))


def _chosen(users: set[int]) -> dict[tuple[int, str], str]:
    rows = Preference.objects.filter(user__in=users)
    return {(row.user_id, row.kind): row.pace for row in rows}


def _in_time(message: Message, pace: Pace) -> Pace:
    """The pace, or at once where the digest would come too late for a deadline that still runs."""
    at, end = message.created_at, message.deadline
    if pace not in DAYS or end is None or end <= at:
        return pace
    return Pace.AT_ONCE if end < next_slot(pace, at) + TIME_TO_ACT else pace
