"""What is written of a review meeting: attendance, minutes, answers to the changes asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from standards.models import Project, ReviewMeeting
from standards.parties import acts_for_committee, acts_for_drafting_group
from standards.review import rules
from standards.review.convening import ATTEND, tell
from standards.states import S
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Duty
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue

MEETING = (S.TECHNICAL_REVIEW,)
MINUTES = (S.TECHNICAL_REVIEW, S.REVIEW_BALLOT)
ANSWERING = (S.REVIEW_PASSED, S.REVIEW_FAILED, S.APPROVAL_RETURNED)


def meeting_move(
    *, project: Project, starts_at: dt.datetime, place: str, by: User
) -> ReviewMeeting:
    """Move the meeting that is convened to another time and place, and tell everybody expected.

    Raises PermissionDenied, WrongState, RuleUnmet for a day in the past or over a year ahead,
    BadValue once it has taken place.
    """
    with held(project, states=MEETING) as fresh:
        if not acts_for_committee(fresh, by):
            raise PermissionDenied
        meeting = fresh.review_meetings.latest("pk")
        if meeting.attended_at is not None:
            raise BadValue("starts_at", _("The meeting has taken place; it cannot be moved."))
        rules.meeting_lies_ahead.require(starts_at)
        meeting.starts_at, meeting.place = starts_at, place
        meeting.save(update_fields=["starts_at", "place"])
        Duty.objects.filter(matter_id=fresh.pk, key=ATTEND, done_at__isnull=True).update(
            due_at=starts_at
        )
        touched(fresh)
        record(fresh, by=by, step="review_move", values={"starts_at": starts_at})
        tell(meeting)
    return meeting


def attendance_record(
    *,
    project: Project,
    rows: Mapping[int, Mapping[str, Any]],
    guests: str,
    by: User,
    seen: str = "",
) -> ReviewMeeting:
    """Record who came to the meeting (F23).

    ``rows`` maps the key of each expected person to ``present``, ``signed``, ``post`` and
    ``title``; persons left out are absent, foreign keys are ignored. ``seen`` is what ``seen_of``
    said when the page was shown. Raises PermissionDenied, WrongState after the meeting's ballot
    opened or the review is concluded, RuleUnmet before the meeting's day, Changed.
    """
    with held(project, states=MEETING) as fresh:
        if not acts_for_committee(fresh, by):
            raise PermissionDenied
        meeting = fresh.review_meetings.latest("pk")
        require_seen(fresh, seen)
        rules.meeting_has_begun.require(meeting)
        present = _attendance_save(meeting, rows)
        meeting.guests, meeting.attended_at = guests, clock.now()
        meeting.save(update_fields=["guests", "attended_at"])
        discharge(fresh, ATTEND, by=by)
        touched(fresh)
        record(fresh, by=by, step="review_attendance", values={"present": present})
    return meeting


def _attendance_save(meeting: ReviewMeeting, rows: Mapping[int, Mapping[str, Any]]) -> list[int]:
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


def minutes_save(
    *,
    project: Project,
    minutes: str,
    technical_level: str,
    opinions: Sequence[Mapping[str, Any]],
    by: User,
    seen: str = "",
) -> ReviewMeeting:
    """Save the minutes, finished or not, with the opinions raised and how each was handled (F23).

    Each of ``opinions`` has ``clause``, ``raised_by``, ``text``, ``handling`` and ``is_change``; one
    without text is dropped. They replace those saved before and are numbered in this order.
    Raises PermissionDenied, WrongState, RuleUnmet before the meeting's day, Changed.
    """
    with held(project, states=MINUTES) as fresh:
        if not acts_for_committee(fresh, by):
            raise PermissionDenied
        meeting = fresh.review_meetings.latest("pk")
        require_seen(fresh, seen)
        rules.meeting_has_begun.require(meeting)
        meeting.minutes, meeting.technical_level = minutes, technical_level
        meeting.save(update_fields=["minutes", "technical_level"])
        _opinions_save(meeting, opinions)
        touched(fresh)
        record(fresh, by=by, step="review_minutes", values={"meeting": meeting})
    return meeting


def change_answer(*, project: Project, answers: Mapping[int, str], by: User) -> int:
    """Answer changes that the review asked for; returns how many answers are new or different.

    ``answers`` maps the key of an opinion to the text; foreign keys are ignored. Raises
    PermissionDenied, WrongState.
    """
    with held(project, states=ANSWERING) as fresh:
        if not acts_for_drafting_group(fresh, by):
            raise PermissionDenied
        meeting = fresh.review_meetings.latest("pk")
        changed = []
        for opinion in meeting.opinions.filter(is_change=True, pk__in=list(answers)):
            text = answers[opinion.pk].strip()
            if text != opinion.answer:
                opinion.answer, opinion.answered_by, opinion.answered_at = text, by, clock.now()
                opinion.save(update_fields=["answer", "answered_by", "answered_at"])
                changed.append(opinion.number)
        if changed:
            touched(fresh)
            record(fresh, by=by, step="review_answer", values={"opinions": changed})
    return len(changed)


def _opinions_save(meeting: ReviewMeeting, opinions: Sequence[Mapping[str, Any]]) -> None:
    kept = [given for given in opinions if str(given.get("text", "")).strip()]
    meeting.opinions.all().delete()
    for number, given in enumerate(kept, start=1):
        words = {
            name: str(given.get(name, "")).strip()
            for name in ("clause", "raised_by", "text", "handling")
        }
        meeting.opinions.create(number=number, is_change=bool(given.get("is_change")), **words)
