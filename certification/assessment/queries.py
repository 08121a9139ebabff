"""What the screens read of a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from certification.assessment import rules
from certification.assessment.actions import lists_changes
from certification.assessment.criteria import KEYS
from certification.assessment.issuing import item_rows
from certification.assessment.meeting import PANEL_MEETING
from certification.assessment.papers import (
    ASSESSMENT_SUMMARY,
    FAILED_LETTER,
    MEETING_MINUTES,
    OPINION_SHEET,
    REVIEW_REPORT,
)
from certification.models import Recognition
from certification.parties import (
    acts_for_applicant,
    acts_for_secretariat,
    has_no_interest,
    reviews_recognition,
)
from certification.reconsideration.papers import DECISION_LETTER
from certification.states import S
from zsa_portal.ballots.rules import reads_result, sees_ballots
from zsa_portal.documents.models import IssuedForm
from zsa_portal.meetings.queries import may_write
from zsa_portal.ui.bars import Spoke
from zsa_portal.ui.charts import share_charts
from zsa_portal.ui.differences import Difference, difference

PAPERS = (
    *(ASSESSMENT_SUMMARY, OPINION_SHEET, REVIEW_REPORT, MEETING_MINUTES, FAILED_LETTER),
    DECISION_LETTER,
)
"""The kinds of paper that the review tab lists; those of other processes stand in theirs."""


@dataclass(frozen=True)
class ChangeRow:
    """A change asked for, with what differs between old text and new; ``wishes`` name who asked."""

    change: Any
    difference: Difference
    wishes: list[dict[str, str]]


def change_rows(recognition: Recognition, *, named: bool) -> list[ChangeRow]:
    """The changes asked for, each with its marked texts; reviewers are named where ``named``."""
    asked = rules.asked_by_reviewers(recognition) if named else {}
    return [
        ChangeRow(
            change,
            difference(change.old_text, change.new_text),
            [asked[key] for key in change.covers if key in asked],
        )
        for change in rules.changes_of(recognition)
    ]


def charts(recognition: Recognition) -> dict[str, Any]:
    """Radar and bars of table 1, and the counts of the comments, once the judgement is closed."""
    ballot = rules.last_ballot(recognition)
    if ballot is None or ballot.result is None:
        return {}
    rows = item_rows(ballot)
    spokes = [Spoke(row["label"], row["share"], _words(row)) for row in rows if row["key"] in KEYS]
    return {
        "charts": share_charts(spokes),
        "comments": [row for row in rows if row["key"] not in KEYS],
        "tally": rules.tally_of(recognition, ballot),
    }


def _words(row: dict[str, Any]) -> str:
    return " · ".join(f"{label} {number}" for label, number in row["answers"] if number)


def forms_of_review(recognition: Recognition, user: Any) -> list[IssuedForm]:
    """The papers of the review that a user may read, newest first; one query."""
    kinds = [form.key for form in PAPERS]
    rows = IssuedForm.objects.readable_by(user).filter(matters=recognition.pk, kind__in=kinds)
    return list(rows.order_by("-pk"))


def judges(recognition: Recognition, user: Any) -> bool:
    """Whether a user is asked for a judgement now: sits on the panel, without an interest."""
    return (
        recognition.state == S.BALLOT
        and reviews_recognition(recognition, user)
        and has_no_interest(recognition, user)
    )


def review(recognition: Recognition, user: Any) -> dict[str, Any]:
    """What the review tab shows a user: meetings, figures, changes, papers, what one may write."""
    ballot = rules.last_ballot(recognition)
    meetings = rules.meetings_of_panel(recognition)
    prefetch_related_objects(meetings, "attendance", "points")
    named = ballot is not None and reads_result(ballot, recognition, user)
    inside = not acts_for_applicant(recognition, user)
    return {
        "meetings": meetings if inside else [],
        "meeting_kind": PANEL_MEETING,
        "may": may_write(recognition, PANEL_MEETING, user),
        "ballot": ballot if ballot and sees_ballots(recognition, user) else None,
        "judges": judges(recognition, user),
        "changes": change_rows(recognition, named=named),
        "wishes": rules.asked_by_reviewers(recognition) if named else {},
        "named": named,
        "review_forms": forms_of_review(recognition, user),
        "may_list": recognition.state == S.BALLOT_CLOSED and lists_changes(recognition, user),
        "may_answer": recognition.state == S.CHANGES and not inside,
        "may_check": recognition.state == S.CHANGES_CHECK
        and acts_for_secretariat(recognition, user),
        "requests": list(recognition.reconsiderations.select_related("asked_by", "decided_by")),
        **charts(recognition),
    }
