"""What screens, conditions and papers read of meetings."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Value

from zsa_portal.meetings.kinds import MeetingKind
from zsa_portal.meetings.models import Attendance, Meeting
from zsa_portal.meetings.rules import voters_of
from zsa_portal.workflow.models import Matter


def meetings_of(matter: Matter, kind: MeetingKind) -> QuerySet[Meeting]:
    """The meetings of a kind in a matter, newest first."""
    return matter.meetings.filter(kind=kind.key)


def with_open_points(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with the numbers of their open points.

    ``unhandled`` are those that do not say how they were handled, ``unanswered`` the changes asked
    for that are not answered.
    """
    numbers = {
        "unhandled": _numbers(points__handling=""),
        "unanswered": _numbers(points__is_change=True, points__answer=""),
    }
    return rows.annotate(**numbers)


def _numbers(**those: Any) -> ArrayAgg:
    return ArrayAgg(
        "points__number", filter=Q(**those), order_by="points__number", default=Value([])
    )


def last_meeting(matter: Matter, kind: MeetingKind) -> Meeting | None:
    """The latest meeting of a kind in a matter, or None; one query."""
    return meetings_of(matter, kind).first()


def voters_present(meeting: Meeting) -> list[Attendance]:
    """Those recorded as present whose seats voted on the day of the meeting; one query."""
    return [row for row in voters_of(meeting) if row.present]


def may_write(matter: Matter, kind: MeetingKind, user: Any) -> dict[str, bool]:
    """What a user may write now: ``attendance``, ``minutes``, ``answers``; no query."""
    return {
        "attendance": kind.records_attendance(matter, user),
        "minutes": kind.writes_minutes(matter, user),
        "answers": kind.answers_changes(matter, user),
    }
