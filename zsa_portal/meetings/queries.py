"""What screens, conditions and papers read of meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from zsa_portal.meetings.kinds import KINDS, MeetingKind
from zsa_portal.meetings.models import Meeting
from zsa_portal.workflow.models import Duty, Matter


def meetings_of(matter: Matter, kind: MeetingKind) -> QuerySet[Meeting]:
    """The meetings of a kind in a matter, newest first."""
    return matter.meetings.filter(kind=kind.key)


def last_meeting(matter: Matter, kind: MeetingKind) -> Meeting | None:
    """The latest meeting of a kind in a matter, or None; one query."""
    return meetings_of(matter, kind).first()


def may_write(matter: Matter, kind: MeetingKind, user: Any) -> dict[str, bool]:
    """What a user may write now: ``attendance``, ``minutes``, ``answers``; no query."""
    return {
        "attendance": kind.records_attendance(matter, user),
        "minutes": kind.writes_minutes(matter, user),
        "answers": kind.answers_changes(matter, user),
    }


def meetings_to_attend(duties: Sequence[Duty]) -> dict[tuple[int, str], Meeting]:
    """The coming meeting behind each duty to attend, by (matter, duty's key); one query."""
    kinds = {kind.key: kind.duty for kind in KINDS.values()}
    matters = [duty.matter_id for duty in duties if duty.key in kinds.values()]
    rows = Meeting.objects.filter(matter__in=matters, kind__in=kinds, attended_at=None)
    return {(row.matter_id, kinds[row.kind]): row for row in rows.order_by("round")}
