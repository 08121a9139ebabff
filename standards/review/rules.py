"""Conditions of the technical review (制定 第二十三、二十四条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from standards.consultation.papers import REVIEW_DRAFT
from standards.review.papers import REVIEW_BALLOT
from zsa_portal.ballots.queries import latest, tally
from zsa_portal.documents.holding import counting
from zsa_portal.meetings.queries import with_open_points
from zsa_portal.meetings.rules import not_begun, quorum_lacks
from zsa_portal.regulations.rule import condition, missing_title, rule
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from standards.facts import Project
    from zsa_portal.ballots.models import Ballot
    from zsa_portal.meetings.models import Meeting

MEETING, CORRESPONDENCE = "meeting", "correspondence"
PASS, PASS_WITH_CHANGES, FAIL = "pass", "pass_with_changes", "fail"
TECHNICAL_REVIEW, TECHNICAL_LEVEL = "standards.technical_review", "technical_level"


def meetings_of(project: Project) -> list[Meeting]:
    """The review meetings, newest first, with chair and open points; one query, once an object."""
    rows = with_open_points(project.review_meetings.select_related("chair"))
    return remembered(project, "review_meetings", lambda: list(rows))


def last_meeting(project: Project) -> Meeting | None:
    """The latest review meeting; see ``meetings_of``."""
    return next(iter(meetings_of(project)), None)


def last_ballot(project: Project) -> Ballot | None:
    """The latest ballot of a review meeting; one query, once an object."""
    return latest(project, REVIEW_BALLOT.code)


@rule("F23")
def review_is_a_meeting(form: str) -> Iterable[str]:
    """The form of the review is a meeting; correspondence is none (第二十三条)."""
    if form != MEETING:
        yield _("A review draft is reviewed in a meeting, not by correspondence.")


@rule("F23")
def meeting_has_begun(meeting: Meeting) -> Iterable[str]:
    """Attendance, minutes and conclusion are written of a meeting that has begun (第二十三条)."""
    yield from not_begun(meeting)


@rule("F23")
def members_are_present(meeting: Meeting) -> Iterable[str]:
    """The committee reviews: its quorum of voting members is present (第二十三条; the figure is ours)."""
    yield from quorum_lacks(meeting)


@rule("F23")
def attendance_is_recorded(project: Project) -> Iterable[str]:
    """It is recorded who took part in the meeting, and the quorum did (第二十三条)."""
    meeting = last_meeting(project)
    if meeting is None or meeting.attended_at is None:
        yield missing_title(_("The attendance of the review meeting"))
    elif not meeting.attendance.filter(present=True).exists():
        yield _("Nobody is recorded as present; a meeting without members reviews nothing.")
    else:
        yield from quorum_lacks(meeting)


@rule("F23")
def minutes_are_written(project: Project) -> Iterable[str]:
    """The meeting has minutes, and each opinion raised says how it was handled (第二十三条)."""
    meeting = last_meeting(project)
    if meeting is None or not meeting.minutes.strip():
        yield missing_title(_("The text of the minutes"))
    if meeting is None or not meeting.sections.get(TECHNICAL_LEVEL, "").strip():
        yield missing_title(_("The assessment of the technical level"))
    if meeting is not None:
        for number in meeting.unhandled:
            yield _("The minutes do not say how opinion %(number)s was handled.") % {
                "number": number
            }


@rule("F23")
def conclusion_is_given(conclusion: str) -> Iterable[str]:
    """The minutes carry a conclusion (第二十三条)."""
    if conclusion not in (PASS, PASS_WITH_CHANGES, FAIL):
        yield missing_title(_("The conclusion of the review"))


@rule("F23")
def changes_are_listed(choice: tuple[Project, str]) -> Iterable[str]:
    """A pass with changes lists the changes. ``choice`` is (project, conclusion)."""
    project, conclusion = choice
    meeting = project.review_meetings.latest("pk")
    if conclusion == PASS_WITH_CHANGES and not any(row.is_change for row in meeting.points.all()):
        yield _("List the changes the meeting asks for before you conclude “passed with changes”.")


@rule("F23")
def reasons_are_given(reason: str) -> Iterable[str]:
    """The conclusion of a failed review says why (第二十三条)."""
    if not reason.strip():
        yield missing_title(_("The reason"))


@rule("F24")
def review_ballot_is_closed(project: Project) -> Iterable[str]:
    """The outcome of a ballot is read when it is closed (第二十四条)."""
    ballot = last_ballot(project)
    if ballot is None:
        yield _("The meeting has not voted.")
    elif ballot.closed_at is None:
        yield _("The ballot is still open.")


@rule("F24")
def review_ballot_is_passed(project: Project) -> Iterable[str]:
    """Votes in favour reach three quarters of the valid votes of those present (第二十四条)."""
    ballot = last_ballot(project)
    if ballot is not None and ballot.closed_at is not None:
        yield from tally(ballot).lacking


@rule("F24")
def review_ballot_is_missed(project: Project) -> Iterable[str]:
    """A review fails after a ballot only when the ballot missed its majority (第二十四条)."""
    ballot = last_ballot(project)
    if ballot is not None and ballot.closed_at is not None and tally(ballot).passed:
        yield _("The ballot passed; record that the review passed.")


@condition
def a_review_ballot_runs(project: Project) -> Iterable[str]:
    """Only a running ballot is ended without outcome; a count that was made stays."""
    ballot = last_ballot(project)
    if ballot is None or ballot.closed_at is not None:
        yield _("No ballot is open.")


@condition
def everyone_present_has_voted(project: Project) -> Iterable[str]:
    """A ballot closes before its time only when no vote is outstanding."""
    ballot = last_ballot(project)
    if ballot is None or ballot.closed_at is not None:
        yield _("No ballot is open.")
    elif silent := tally(ballot).silent:
        yield _(
            "%(silent)d members have not voted yet; wait for them or for the end of the ballot."
        ) % {"silent": silent}


@counting(REVIEW_DRAFT)
@condition
def review_draft_is_reworked(project: Project) -> Iterable[str]:
    """A failed draft comes back only as a new version."""
    meeting = last_meeting(project)
    versions = project.documents.filter(kind=REVIEW_DRAFT, withdrawn_at__isnull=True)
    if meeting is None or not versions.filter(versions__at__gt=meeting.concluded_at).exists():
        yield _("Upload a new version of the review draft first.")


@rule("F25")
def changes_are_answered(project: Project) -> Iterable[str]:
    """The drafting group completed the draft by the review before it submits it (第二十五条)."""
    meeting = last_meeting(project)
    if meeting is None:
        return
    for number in meeting.unanswered:
        yield _("Change %(number)s asked for by the review is not answered.") % {"number": number}
