"""What is done about a meeting: convened, moved, attended, minuted, concluded, followed up.

Convening and concluding belong to a step of the procedure and are called in its body; the other
acts hold the matter themselves and ask the kind who may do them and when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from zsa_portal.meetings.convening import summon, tell, tell_off
from zsa_portal.meetings.kinds import MeetingKind
from zsa_portal.meetings.models import CALLED_OFF, Meeting
from zsa_portal.meetings.queries import last_meeting, meetings_of
from zsa_portal.meetings.rules import meeting_lies_ahead
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge
from zsa_portal.workflow.log import record
from zsa_portal.workflow.machine import Permission
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue, WrongState


def meeting_convene(  # noqa: PLR0913 - what an invitation says, each by name
    *,
    matter: Matter,
    kind: MeetingKind,
    starts_at: dt.datetime,
    place: str,
    chair: User,
    agenda: str,
    by: User,
    form: str = Meeting.Form.MEETING,
) -> Meeting:
    """Convene the next round's meeting of a held matter, inside the step that says who may.

    Everybody whom the kind expects is listed, owes to attend and is told. Raises RuleUnmet for a
    day in the past or over a year ahead.
    """
    meeting_lies_ahead.require(starts_at)
    last = last_meeting(matter, kind)
    meeting = Meeting.objects.create(
        matter=matter,
        kind=kind.key,
        round=last.round + 1 if last else 1,
        form=form,
        starts_at=starts_at,
        place=place,
        chair=chair,
        agenda=agenda,
        convened_by=by,
    )
    summon(meeting)
    return meeting


def meeting_move(
    *, matter: Matter, kind: MeetingKind, starts_at: dt.datetime, place: str, by: User
) -> Meeting:
    """Move the meeting that is convened to another time and place, and tell everybody expected.

    Raises PermissionDenied, WrongState, RuleUnmet for a day in the past or over a year ahead,
    BadValue once it has taken place.
    """
    with _written(matter, kind, kind.meets_in, kind.writes, by) as (fresh, meeting):
        if meeting.attended_at is not None:
            raise BadValue("starts_at", _("The meeting has taken place; it cannot be moved."))
        meeting_lies_ahead.require(starts_at)
        meeting.starts_at, meeting.place = starts_at, place
        meeting.save(update_fields=["starts_at", "place"])
        Duty.objects.filter(matter_id=fresh.pk, key=kind.duty, done_at__isnull=True).update(
            due_at=starts_at
        )
        touched(fresh)
        values = {"meeting": meeting, "starts_at": starts_at}
        record(fresh, by=by, step="meeting_move", values=values)
        tell(meeting)
    return meeting


def attendance_record(
    *,
    matter: Matter,
    kind: MeetingKind,
    rows: Mapping[int, Mapping[str, Any]],
    guests: str,
    by: User,
    seen: str = "",
) -> Meeting:
    """Record who came to the meeting.

    ``rows`` maps the key of each expected person to ``present``, ``signed``, ``post`` and
    ``title``; persons left out are absent, foreign keys are ignored. ``seen`` is what ``seen_of``
    said when the page was shown. Raises PermissionDenied, WrongState outside of the kind's states,
    RuleUnmet before the meeting begins, Changed.
    """
    with _written(matter, kind, kind.meets_in, kind.writes, by) as (fresh, meeting):
        require_seen(fresh, seen)
        kind.has_begun.require(meeting)
        present = _attendance_save(meeting, rows)
        meeting.guests, meeting.attended_at = guests, clock.now()
        meeting.save(update_fields=["guests", "attended_at"])
        discharge(fresh, kind.duty, by=by)
        touched(fresh)
        values = {"meeting": meeting, "present": present}
        record(fresh, by=by, step="meeting_attendance", values=values)
    return meeting


def minutes_save(
    *,
    matter: Matter,
    kind: MeetingKind,
    minutes: str,
    points: Sequence[Mapping[str, Any]],
    by: User,
    sections: Mapping[str, str] | None = None,
    seen: str = "",
) -> Meeting:
    """Save the minutes, finished or not, with the points raised and how each was handled.

    Each of ``points`` has ``clause``, ``raised_by``, ``text``, ``handling`` and ``is_change``; one
    without text is dropped. They replace those saved before and are numbered in this order.
    ``sections`` gives the parts that the kind declares; others are ignored. Whoever saves them last
    is their recorder. Raises PermissionDenied, WrongState, RuleUnmet before the meeting begins, Changed.
    """
    with _written(matter, kind, kind.minutes_in, kind.writes, by) as (fresh, meeting):
        require_seen(fresh, seen)
        kind.has_begun.require(meeting)
        given = sections or {}
        meeting.minutes = minutes
        meeting.sections = {key: str(given.get(key, "")) for key in kind.sections}
        meeting.recorder = by
        meeting.save(update_fields=["minutes", "sections", "recorder"])
        _points_save(meeting, points)
        touched(fresh)
        record(fresh, by=by, step="meeting_minutes", values={"meeting": meeting})
    return meeting


def meeting_conclude(
    *,
    matter: Matter,
    kind: MeetingKind,
    conclusion: str,
    by_consensus: bool | None = None,
    reason: str = "",
) -> Meeting:
    """Write what the last meeting of a held matter concluded, inside the step that follows from it.

    Raises BadValue for what is none of the kind's conclusions, WrongState with no meeting,
    RuleUnmet before it began or without its quorum.
    """
    if kind.conclusions is not None and conclusion not in kind.conclusions.values:
        raise BadValue("conclusion", _("Choose a conclusion."))
    meeting = _last(matter, kind)
    kind.has_begun.require(meeting)
    kind.is_quorate.require(meeting)
    meeting.conclusion, meeting.by_consensus, meeting.reason = conclusion, by_consensus, reason
    meeting.concluded_at = clock.now()
    meeting.save(update_fields=["conclusion", "by_consensus", "reason", "concluded_at"])
    return meeting


def meeting_call_off(*, matter: Matter, kind: MeetingKind, reason: str, by: User) -> Meeting:
    """Call the last meeting of a held matter off, and tell everybody expected why.

    Inside the step that follows from it. Raises WrongState with no meeting, BadValue("reason", …)
    once it has taken place.
    """
    meeting = _last(matter, kind)
    if meeting.attended_at is not None:
        raise BadValue("reason", _("The meeting has taken place; it cannot be called off."))
    meeting.conclusion, meeting.reason = CALLED_OFF, reason
    meeting.concluded_at = clock.now()
    meeting.save(update_fields=["conclusion", "reason", "concluded_at"])
    discharge(matter, kind.duty, by=by)
    tell_off(meeting)
    return meeting


def change_answer(
    *, matter: Matter, kind: MeetingKind, answers: Mapping[int, str], by: User
) -> int:
    """Answer changes that the meeting asked for; returns how many answers are new or different.

    ``answers`` maps the key of a point to the text; foreign keys are ignored. Raises
    PermissionDenied, WrongState.
    """
    with _written(matter, kind, kind.answers_in, kind.answers, by) as (fresh, meeting):
        changed = []
        for point in meeting.points.filter(is_change=True, pk__in=list(answers)):
            text = answers[point.pk].strip()
            if text != point.answer:
                point.answer, point.answered_by, point.answered_at = text, by, clock.now()
                point.save(update_fields=["answer", "answered_by", "answered_at"])
                changed.append(point.number)
        if changed:
            touched(fresh)
            values = {"meeting": meeting, "points": changed}
            record(fresh, by=by, step="meeting_answer", values=values)
    return len(changed)


@contextmanager
def _written(
    matter: Matter, kind: MeetingKind, states: Sequence[str], may: Permission, by: User
) -> Iterator[tuple[Matter, Meeting]]:
    """The held matter and its last meeting of a kind, for those who may write about it now."""
    with held(matter, states=states) as fresh:
        if not may(fresh, by):
            raise PermissionDenied
        yield fresh, _last(fresh, kind)


def _last(matter: Matter, kind: MeetingKind) -> Meeting:
    meeting = meetings_of(matter, kind).first()
    if meeting is None:
        raise WrongState(matter)
    return meeting


def _attendance_save(meeting: Meeting, rows: Mapping[int, Mapping[str, Any]]) -> list[int]:
    present = []
    for row in meeting.attendance.all():
        given = rows.get(row.pk, {})
        row.present = bool(given.get("present"))
        row.signed = row.present and bool(given.get("signed"))
        row.post = str(given.get("post", row.post))
        row.title = str(given.get("title", row.title))
        row.save(update_fields=["present", "signed", "post", "title"])
        present += [row.pk] if row.present else []
    return present


def _points_save(meeting: Meeting, points: Sequence[Mapping[str, Any]]) -> None:
    kept = [given for given in points if str(given.get("text", "")).strip()]
    meeting.points.all().delete()
    for number, given in enumerate(kept, start=1):
        words = {
            name: str(given.get(name, "")).strip()
            for name in ("clause", "raised_by", "text", "handling")
        }
        meeting.points.create(number=number, is_change=bool(given.get("is_change")), **words)
