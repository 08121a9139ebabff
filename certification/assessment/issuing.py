"""The papers of a review: what each shows, frozen when it is issued (认定 第十七、十九条)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils import translation

from certification.assessment import criteria, rules
from certification.assessment.papers import (
    FAILED_LETTER,
    MEETING_MINUTES,
    OPINION_SHEET,
    REVIEW_REPORT,
    public_comments,
)
from zsa_portal.ballots.queries import electors_placed, recusals_of, sheet_counts, tally
from zsa_portal.ballots.times import minute
from zsa_portal.documents import forms
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import TechnicalField
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from certification.facts import Recognition
    from zsa_portal.ballots.models import Ballot
    from zsa_portal.ballots.sheets import Item
    from zsa_portal.meetings.models import Meeting


def header(recognition: Recognition) -> dict[str, Any]:
    """What every paper of a review begins with, in Chinese."""
    with translation.override("zh-hans"):
        field = str(TechnicalField(recognition.field).label) if recognition.field else ""
    return {
        "title": recognition.title,
        "number": recognition.number,
        "source_number": recognition.source_number,
        "body": str(recognition.applicant),
        "field": field,
        "panel": str(recognition.panel),
        "date": str(clock.today()),
    }


def opinion_sheets_issue(recognition: Recognition, ballot: Ballot, *, by: Any) -> list[IssuedForm]:
    """Issue the opinion sheet of every reviewer who judged (评审意见表)."""
    with translation.override("zh-hans"):
        items = ballot.items
        choices = {value: str(label) for value, label in ballot.choices}
        sheets = [
            (one, _opinion(one, items, choices))
            for one in electors_placed(ballot)
            if one.position in rules.CAST
        ]
    shared = header(recognition) | {"form": form_of(recognition)}
    return [
        forms.issue(
            OPINION_SHEET,
            about=recognition,
            data=shared | sheet,
            by=by,
            title=f"评审意见表（{one.voter_name}）",
        )
        for one, sheet in sheets
    ]


def _opinion(one: Any, items: list[Item], choices: Mapping[str, str]) -> dict[str, Any]:
    judged = [_judged(item, one.filled[item.key]) for item in items]
    return {
        "name": one.voter_name,
        "organisation": one.workplace,
        "role": one.seat.called,
        "items": [row for row in judged if row["key"] in criteria.KEYS],
        "comments": [row for row in judged if row["key"] not in criteria.KEYS],
        "changes": one.asked,
        "conclusion": choices[one.position],
        "passes": one.position == "approve",
        "reason": one.reason,
        "at": minute(one.cast_at),
    }


def _judged(item: Item, judged: Mapping[str, str]) -> dict[str, str]:
    return {
        "key": item.key,
        "group": str(item.group),
        "label": str(item.label),
        "about": str(item.about),
        "answer": str(dict(item.answers)[judged["answer"]]),
        "reason": judged.get("reason", ""),
    }


def form_of(recognition: Recognition) -> str:
    """How the panel reviews, in Chinese: in a meeting or by letter."""
    return "会议评审" if rules.meeting_of(recognition) else "函审"


def report_issue(
    recognition: Recognition, conclusion: str, *, by: Any, reason: str = ""
) -> IssuedForm:
    """Issue the report of the review (评审报告), with the changes as they stand."""
    data = report_data(recognition) | {"conclusion": conclusion, "reason": reason}
    return forms.issue(REVIEW_REPORT, about=recognition, data=data, by=by)


def report_data(recognition: Recognition) -> dict[str, Any]:
    """What the 评审报告 shows: panel, notice, comments, items, votes, changes."""
    ballot = rules.last_ballot(recognition)
    if ballot is None:
        raise ValueError("a review is reported once the panel has judged")
    counted, meeting = tally(ballot), rules.meeting_of(recognition)
    with translation.override("zh-hans"):
        items = item_rows(ballot)
        members = [_member(one) for one in electors_placed(ballot)]
    return header(recognition) | {
        "form": form_of(recognition),
        "held": minute(meeting.starts_at) if meeting else "",
        "place": meeting.place if meeting else "",
        "opened": minute(ballot.opened_at),
        "closed": minute(ballot.closed_at) if ballot.closed_at else "",
        "members": members,
        "recused": [str(one.user) for one in recusals_of(recognition)],
        "items": [row for row in items if row["key"] in criteria.KEYS],
        "comments": _comments(recognition, items),
        "changes": [_change(one) for one in rules.changes_of(recognition)],
        **counted.stored(),
        "electors": counted.electors,
        "share": f"{ballot.numerator}/{ballot.denominator}",
    }


def item_rows(ballot: Ballot) -> list[dict[str, Any]]:
    """Each item with the numbers of its answers and its share, in the reader's language."""
    return [
        {
            "key": one.item.key,
            "group": str(one.item.group),
            "label": str(one.item.label),
            "answers": [[str(label), number] for label, number in one.answers],
            "share": criteria.share(one.numbers),
            "founded": one.numbers.get("founded", 0),
            "unfounded": one.numbers.get("unfounded", 0),
        }
        for one in sheet_counts(ballot)
    ]


def _member(one: Any) -> dict[str, str]:
    return {
        "name": one.name,
        "role": one.seat.called,
        "organisation": one.workplace,
    }


def _comments(recognition: Recognition, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    counted = {row["key"]: row for row in items}
    return [
        {
            "number": comment.number,
            "text": comment.text,
            "founded": counted[key]["founded"],
            "unfounded": counted[key]["unfounded"],
        }
        for comment in public_comments(recognition)
        if (key := f"comment-{comment.pk}") in counted
    ]


def _change(one: Any) -> dict[str, Any]:
    return {
        "number": one.number,
        "clause": one.clause,
        "change": one.change,
        "old": one.old_text,
        "new": one.new_text,
        "answer": one.answer,
        "confirmed": str(clock.day_of(one.confirmed_at)) if one.confirmed_at else "",
        "due": str(clock.day_of(one.due_at)) if one.due_at else "",
    }


def failed_letter_issue(recognition: Recognition, reason: str, *, by: Any) -> IssuedForm:
    """Issue the letter that tells the body that the review was not passed (第十九条)."""
    ballot = rules.last_ballot(recognition)
    counted = tally(ballot) if ballot else None
    data = header(recognition) | {
        "reason": reason,
        "yes": counted.yes if counted else 0,
        "base": counted.base if counted else 0,
        "days": recognition.reconsideration_days(),
    }
    return forms.issue(FAILED_LETTER, about=recognition, data=data, by=by)


def minutes_issue(recognition: Recognition, meeting: Meeting, *, by: Any) -> IssuedForm:
    """Issue the minutes of the panel's meeting with the table of signatures."""
    rows = list(meeting.attendance.all())
    data = header(recognition) | {
        "round": meeting.round,
        "starts": minute(meeting.starts_at),
        "place": meeting.place,
        "chair": meeting.chair.name,
        "recorder": meeting.recorder.name if meeting.recorder else "",
        "agenda": meeting.agenda,
        "guests": meeting.guests,
        "minutes": meeting.minutes,
        "expected": len(rows),
        "present": sum(row.present for row in rows),
        "recused": [str(one.user) for one in recusals_of(recognition)],
        "attendance": [
            {
                "name": row.name,
                "post": row.post,
                "title": row.title,
                "organisation": row.organisation,
            }
            for row in rows
            if row.present
        ],
        "opinions": list(
            meeting.points.values("number", "clause", "raised_by", "text", "handling")
        ),
        "conclusion": meeting.conclusion,
        "reason": meeting.reason,
    }
    return forms.issue(MEETING_MINUTES, about=recognition, data=data, by=by)
