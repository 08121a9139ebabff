"""Conditions of the assessment (认定 第十、十七条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.assessment.criteria import TABLE_1
from certification.assessment.papers import (
    ASSESSMENT_BALLOT,
    PANEL_MAJORITY,
    REVIEW_REPORT,
    REVISED_TEXT,
)
from certification.panels.rules import panel_is_whole
from certification.states import S
from zsa_portal.ballots.counting import Tally
from zsa_portal.ballots.models import Ballot, Elector
from zsa_portal.ballots.queries import latest, tally
from zsa_portal.ballots.times import minute
from zsa_portal.documents.holding import counting
from zsa_portal.meetings.models import CALLED_OFF
from zsa_portal.meetings.queries import with_open_points
from zsa_portal.meetings.rules import not_begun, quorum_lacks
from zsa_portal.notices.queries import latest_notice
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, missing_title, rule
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.queries import moves_of

if TYPE_CHECKING:
    from certification.facts import Recognition
    from zsa_portal.meetings.models import Meeting

PANEL_MEETING = "certification.panel_meeting"
PASS, PASS_WITH_CHANGES, FAIL = "pass", "pass_with_changes", "fail"
CAST = ("approve", "disapprove")


def last_ballot(recognition: Recognition) -> Ballot | None:
    """The latest judgement of the panel; one query, once an object."""
    return latest(recognition, ASSESSMENT_BALLOT.code)


def tally_of(recognition: Recognition, ballot: Ballot) -> Tally:
    """How the panel's judgement stands, once an object."""
    return remembered(recognition, "assessment_tally", lambda: tally(ballot))


def meetings_of_panel(recognition: Recognition) -> list[Meeting]:
    """The meetings of the panel, newest first, with their open points; one query, once an object."""
    rows = with_open_points(recognition.meetings.filter(kind=PANEL_MEETING))
    rows = rows.select_related("chair", "recorder")
    return remembered(recognition, "panel_meetings", lambda: list(rows))


def meeting_of(recognition: Recognition) -> Meeting | None:
    """The meeting of the present review, None where it is by letter; see meetings_of_panel.

    A review begins when the panel is complete, and anew when it is to review anew.
    """
    ready = [move.at for move in moves_of(recognition) if move.to_state == S.PANEL_READY]
    if not ready:
        return None
    held = (one for one in meetings_of_panel(recognition) if one.conclusion != CALLED_OFF)
    return next((one for one in held if one.convened_at >= max(ready)), None)


def judgements(recognition: Recognition) -> list[Any]:
    """The electors of the last judgement who handed theirs in; one query, once an object."""
    ballot = last_ballot(recognition)
    rows = Elector.objects.filter(ballot=ballot and ballot.pk).placed().filter(position__in=CAST)
    return remembered(recognition, "judgements", lambda: list(rows.order_by("pk")))


def asked_by_reviewers(recognition: Recognition) -> dict[str, dict[str, str]]:
    """The changes that the reviewers ask for, by ``elector:place``; see judgements.

    Each has ``name``, ``clause`` and ``change``. None before the judgement is closed.
    """
    ballot = last_ballot(recognition)
    if ballot is None or ballot.closed_at is None:
        return {}
    return {
        f"{one.pk}:{place}": {"name": one.name, **change}
        for one in judgements(recognition)
        for place, change in enumerate(one.asked)
    }


def changes_of(recognition: Recognition) -> list[Any]:
    """The changes asked for after the last judgement, in their order; one query, once an object."""
    ballot = last_ballot(recognition)
    rows = recognition.changes_asked.filter(ballot=ballot and ballot.pk)
    return remembered(recognition, "changes_asked", lambda: list(rows.order_by("number")))


@rule("R17a")
def notice_has_ended(recognition: Recognition) -> Iterable[str]:
    """The review takes place only after the public notice ended (第十七条)."""
    notice = latest_notice(recognition, RECOGNITION_NOTICE.code)
    if notice is None:
        yield _("The standard was not on public notice.")
    elif notice.closes_at > clock.now():
        yield _("The public notice runs until %(at)s; the review takes place after it.") % {
            "at": minute(notice.closes_at)
        }


@condition
def panel_is_broken(recognition: Recognition) -> Iterable[str]:
    """A closed judgement is given anew only where the panel lost members by recusal."""
    if panel_is_whole(recognition):
        yield _("The panel is whole; record the result.")


@rule("R17a")
def meeting_has_begun(meeting: Meeting) -> Iterable[str]:
    """A review by meeting is written about once the meeting has begun (第十七条)."""
    yield from not_begun(meeting)


@rule("R17a")
def reviewers_are_present(meeting: Meeting) -> Iterable[str]:
    """A review by meeting has its quorum of the panel (第十七条; the figure is ours)."""
    yield from quorum_lacks(meeting)


@rule("R17a")
def attendance_is_recorded(recognition: Recognition) -> Iterable[str]:
    """It is recorded who came to the panel's meeting (第十七条)."""
    meeting = meeting_of(recognition)
    if meeting is None or meeting.attended_at is None:
        yield missing_title(_("The attendance of the panel's meeting"))
    else:
        yield from quorum_lacks(meeting)


@rule("R17a")
def minutes_are_written(recognition: Recognition) -> Iterable[str]:
    """A review by meeting has its minutes (第十七条)."""
    meeting = meeting_of(recognition)
    if meeting is None:
        return
    if not meeting.minutes.strip():
        yield missing_title(_("The text of the minutes"))
    for number in meeting.unhandled:
        yield _("The minutes do not say how opinion %(number)s was handled.") % {"number": number}


@condition
def every_reviewer_has_judged(recognition: Recognition) -> Iterable[str]:
    """A judgement closes before its time only when none is outstanding."""
    ballot = last_ballot(recognition)
    if ballot is None or ballot.closed_at is not None:
        yield _("No judgement is open.")
    elif silent := tally_of(recognition, ballot).silent:
        yield _("%(silent)d reviewers have not judged yet.") % {"silent": silent}


@rule("R10")
def every_item_is_judged(recognition: Recognition) -> Iterable[str]:
    """Each reviewer judged every item of table 1 and said why (第十条)."""
    for one in judgements(recognition):
        for item in TABLE_1:
            judged = one.filled.get(item.key, {})
            if not judged.get("answer") or not judged.get("reason"):
                yield _("%(name)s has not judged “%(item)s” with a reason.") % {
                    "name": one.name,
                    "item": item.label,
                }


@rule("R17c")
def panel_has_passed(recognition: Recognition) -> Iterable[str]:
    """At least three quarters of the whole panel concluded that it passes (第十七条)."""
    ballot = last_ballot(recognition)
    if ballot is None or ballot.closed_at is None:
        yield _("The panel has not judged.")
    else:
        yield from tally_of(recognition, ballot).lacking


@rule("R17c")
def panel_has_not_passed(recognition: Recognition) -> Iterable[str]:
    """A review fails only where fewer than three quarters of the panel passed it (第十七条)."""
    ballot = last_ballot(recognition)
    if ballot is None or ballot.closed_at is None:
        yield _("The panel has not judged.")
    elif tally_of(recognition, ballot).passed:
        yield _("%(share)d/%(whole)d of the panel passed it; record that it passed.") % {
            "share": PANEL_MAJORITY.numerator,
            "whole": PANEL_MAJORITY.denominator,
        }


@rule("R17c")
def no_change_is_asked(recognition: Recognition) -> Iterable[str]:
    """What a reviewer asks to be changed is made before the standard passes (第十七条)."""
    number = len(asked_by_reviewers(recognition)) + len(changes_of(recognition))
    if number:
        yield _("The panel asks for changes; ask the body for them.")


@rule("R17c")
def every_change_is_listed(recognition: Recognition) -> Iterable[str]:
    """The list put to the body has every change that a reviewer asks for (第十七条)."""
    listed = changes_of(recognition)
    covered = {key for change in listed for key in change.covers}
    if not listed:
        yield _("The list of changes is empty.")
    for key, asked in asked_by_reviewers(recognition).items():
        if key not in covered:
            yield _("A change that %(name)s asks for is not on the list: %(change)s") % {
                "name": asked["name"],
                "change": asked["change"],
            }


@rule("R17c")
def every_change_is_answered(recognition: Recognition) -> Iterable[str]:
    """The body says of each change what it made of it, old text and new (第十七条)."""
    for change in changes_of(recognition):
        if not change.is_answered:
            yield _("Change %(number)s is not answered.") % {"number": change.number}


@counting(REVISED_TEXT)
@rule("R17c")
def revised_text_is_there(recognition: Recognition) -> Iterable[str]:
    """The changed text of the standard comes with the changes, anew each time (第十七条)."""
    papers = recognition.documents.filter(kind=REVISED_TEXT, withdrawn_at__isnull=True)
    if not papers.filter(versions__at__gte=recognition.entered_at).exists():
        yield missing_title(_("A new version of the text with the changes"))


@rule("R17c")
def changes_are_confirmed(recognition: Recognition) -> Iterable[str]:
    """Every change asked for is made and confirmed (第十七条)."""
    for change in changes_of(recognition):
        if change.confirmed_at is None:
            yield _("Change %(number)s is not confirmed.") % {"number": change.number}


@condition
def a_change_is_sent_back(recognition: Recognition) -> Iterable[str]:
    """Changes go back only with at least one that says what misses."""
    if not any(change.objection for change in changes_of(recognition)):
        yield _("Say at the changes which is not made, and why.")


@condition
def time_for_changes_is_over(recognition: Recognition) -> Iterable[str]:
    """Who does not make the changes in the time set has not passed."""
    due = changes_due(recognition)
    if due is not None and clock.now() < due:
        yield _("The body has time for the changes until %(at)s.") % {"at": minute(due)}


def changes_due(recognition: Recognition) -> Any:
    """The exclusive end of the time for the changes, counted from when they were asked for."""
    return max((change.due_at for change in changes_of(recognition)), default=None)


@rule("R19")
def report_is_issued(recognition: Recognition) -> Iterable[str]:
    """The report of the review goes to the council with the result (第十九条)."""
    ballot = last_ballot(recognition)
    since = ballot and ballot.closed_at
    forms = recognition.issued_forms.filter(kind=REVIEW_REPORT.key)
    if since is None or not forms.filter(issued_at__gte=since).exists():
        yield missing_title(_("The review report"))
