"""The assessment by the panel (认定 第十七条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification import roles
from certification.assessment import issuing, rules
from certification.assessment.meeting import PANEL_MEETING
from certification.assessment.papers import (
    ASSESSMENT_BALLOT,
    CHANGES_DAYS,
    JUDGING_DAYS,
    PANEL_MAJORITY,
    comments_before_panel,
)
from certification.assessment.records import ChangeAsked
from certification.facts import RecognitionSteps
from certification.panels.rules import panel_is_whole
from certification.papers import ADD_PAPERS, REVIEW_IN_VIEW
from certification.parties import acts_for_applicant, acts_for_secretariat
from certification.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.queries import closes_at
from zsa_portal.meetings import actions as meetings
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step

if TYPE_CHECKING:
    from zsa_portal.people.models import Body, User

__all__ = ["AssessmentSteps", "ChangeAsked"]

WRITTEN_IN = (("tab:assessment", pgettext_lazy("recognition", "Review")),)
TOLD = (roles.APPLICANT, roles.PANEL, roles.SECRETARIAT)
OPEN_FORM = "certification.assessment.forms.OpenAssessmentForm"


def assessment_ends(recognition: Any) -> dt.datetime | None:
    """When the panel's judgement closes; None once it is closed."""
    return closes_at(recognition, ASSESSMENT_BALLOT.code)


class AssessmentSteps(RecognitionSteps):
    """The steps from the complete panel to the result of the review."""

    class Meta:
        abstract = True

    @step(
        S.PANEL_READY,
        S.MEETING,
        may=acts_for_secretariat,
        needs=[rules.notice_has_ended, panel_is_whole],
        label=_("Convene the panel's meeting"),
        form="certification.assessment.forms.ConveneForm",
        tells=(roles.APPLICANT,),
        explanation=_("All reviewers of the panel are invited, with a calendar file."),
    )
    def convene_assessment(
        self, *, by: Any, starts_at: dt.datetime, place: str, chair: User, agenda: str
    ) -> None:
        """Invite the panel to a meeting that reviews the standard (第十七条)."""
        meetings.meeting_convene(
            matter=self,
            kind=PANEL_MEETING,
            starts_at=starts_at,
            place=place,
            chair=chair,
            agenda=agenda,
            by=by,
        )

    @step(
        S.MEETING,
        S.PANEL_READY,
        may=acts_for_secretariat,
        label=_("Call the meeting off"),
        tone="secondary",
        form=REASON,
        explanation=_(
            "Everybody expected is told why. Another meeting, or a review by letter, follows."
        ),
    )
    def call_meeting_off(self, *, by: Any, reason: str) -> None:
        """The meeting does not take place; another follows, or a review by letter."""
        meetings.meeting_call_off(matter=self, kind=PANEL_MEETING, reason=reason, by=by)

    @step(
        S.PANEL_READY,
        S.BALLOT,
        may=acts_for_secretariat,
        needs=[rules.notice_has_ended, panel_is_whole],
        label=_("Open the review by letter"),
        tone="secondary",
        uses=[PANEL_MAJORITY, comments_before_panel],
        form=OPEN_FORM,
        tells=(roles.PANEL, roles.APPLICANT),
    )
    def open_assessment(self, *, by: Any, days: int | None = None) -> None:
        """Let every reviewer of the panel judge the standard by letter (第十七条)."""
        self._open_judgement(by=by, days=days)

    @step(
        S.MEETING,
        S.BALLOT,
        may=acts_for_secretariat,
        needs=[rules.notice_has_ended, panel_is_whole, rules.attendance_is_recorded],
        label=_("Open the panel's judgement"),
        uses=[PANEL_MAJORITY, comments_before_panel],
        mends=WRITTEN_IN,
        form=OPEN_FORM,
        tells=(roles.PANEL, roles.APPLICANT),
    )
    def open_assessment_of_meeting(self, *, by: Any, days: int | None = None) -> None:
        """Let every reviewer of the panel judge the standard after their meeting (第十七条)."""
        self._open_judgement(by=by, days=days)

    def _open_judgement(self, *, by: Any, days: int | None) -> None:
        ballots.ballot_open(
            matter=self,
            kind=ASSESSMENT_BALLOT,
            body=cast("Body", self.panel),
            question=self.title,
            by=by,
            days=int(JUDGING_DAYS.value()) if days is None else days,
        )

    @step(
        S.BALLOT,
        S.BALLOT_CLOSED,
        may=nobody_by_hand,
        label=_("The panel's time is over"),
        due=assessment_ends,
        tells=(roles.SECRETARIAT,),
    )
    def end_assessment(self, *, by: Any) -> None:
        """The calendar closes the judgement."""
        self._close_judgement(by=by)

    @step(
        S.BALLOT,
        S.BALLOT_CLOSED,
        may=acts_for_secretariat,
        needs=[rules.every_reviewer_has_judged, panel_is_whole],
        label=_("Close the judgement"),
        mends=(("tab:ballots", _("Ballots")),),
        uses=[PANEL_MAJORITY],
    )
    def close_assessment(self, *, by: Any) -> None:
        """Close the judgement before its time, once every reviewer has judged."""
        self._close_judgement(by=by)

    def _close_judgement(self, *, by: Any) -> None:
        closed = ballots.current_ballot_close(matter=self, kind=ASSESSMENT_BALLOT, by=by)
        issuing.opinion_sheets_issue(self, closed, by=by)

    @step(
        S.BALLOT,
        S.PANEL_READY,
        may=acts_for_secretariat,
        label=_("End the judgement without outcome"),
        tone="danger",
        form=REASON,
        tells=(roles.PANEL,),
        explanation=_("What was handed in is kept and not counted; the panel judges anew."),
    )
    def end_assessment_without_outcome(self, *, by: Any, reason: str) -> None:
        """End a running judgement that cannot go on as it was opened."""
        ballots.current_ballot_end(matter=self, kind=ASSESSMENT_BALLOT, reason=reason, by=by)

    @step(
        S.BALLOT_CLOSED,
        S.PANEL_READY,
        may=acts_for_secretariat,
        needs=[rules.panel_is_broken],
        label=_("Let the panel judge anew"),
        tone="secondary",
        cites=["R12a"],
        form=REASON,
        tells=(roles.PANEL,),
        explanation=_("The panel lost members by recusal; once it is whole, it judges anew."),
    )
    def judge_anew(self, *, by: Any, reason: str) -> None:
        """A judgement of a panel that is not whole any more gives no result (第五、十二条)."""

    @step(
        S.BALLOT_CLOSED,
        S.PASSED,
        may=acts_for_secretariat,
        needs=[
            panel_is_whole,
            rules.minutes_are_written,
            rules.every_item_is_judged,
            rules.panel_has_passed,
            rules.no_change_is_asked,
        ],
        label=_("Record that it passed"),
        beside=REVIEW_IN_VIEW,
        mends=WRITTEN_IN,
        tells=TOLD,
        explanation=_("The review report is issued as a PDF."),
    )
    def pass_assessment(self, *, by: Any) -> None:
        """The panel passed the standard and asks for no change (第十七条)."""
        self._conclude_review(rules.PASS, by=by)

    @step(
        S.BALLOT_CLOSED,
        S.CHANGES,
        may=acts_for_secretariat,
        needs=[
            panel_is_whole,
            rules.minutes_are_written,
            rules.every_item_is_judged,
            rules.panel_has_passed,
            rules.every_change_is_listed,
        ],
        label=_("Ask for the changes"),
        beside=REVIEW_IN_VIEW,
        mends=WRITTEN_IN,
        tells=TOLD,
        explanation=_(
            "The list of changes goes to the body; the review report is issued as a PDF."
        ),
    )
    def ask_for_changes(self, *, by: Any) -> None:
        """The panel passes the standard once the changes it asks for are made (第十七条)."""
        days = dt.timedelta(days=int(CHANGES_DAYS.value()) + 1)
        due = clock.start_of(clock.today() + days)
        asked = {"asked_at": clock.now(), "due_at": due}
        self.changes_asked.filter(ballot=rules.last_ballot(self)).update(**asked)
        self._conclude_review(rules.PASS_WITH_CHANGES, by=by)

    @step(
        S.CHANGES,
        S.CHANGES_CHECK,
        may=acts_for_applicant,
        needs=[rules.every_change_is_answered, rules.revised_text_is_there],
        label=_("Submit the changes"),
        mends=(*WRITTEN_IN, ADD_PAPERS),
        tells=(roles.SECRETARIAT,),
    )
    def submit_changes(self, *, by: Any) -> None:
        """The body made the changes that were asked for."""

    @step(
        S.CHANGES_CHECK,
        S.CHANGES,
        may=acts_for_secretariat,
        needs=[rules.a_change_is_sent_back],
        label=_("Send the changes back"),
        beside=REVIEW_IN_VIEW,
        tone="secondary",
        mends=WRITTEN_IN,
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def return_changes(self, *, by: Any, reason: str) -> None:
        """A change asked for is not made: the body makes it, or says anew how."""
        rows = self.changes_asked.filter(ballot=rules.last_ballot(self))
        rows.exclude(objection="").update(answered_at=None)

    @step(
        S.CHANGES_CHECK,
        S.PASSED,
        may=acts_for_secretariat,
        needs=[panel_is_whole, rules.panel_has_passed, rules.changes_are_confirmed],
        label=_("Record that it passed with its changes"),
        beside=REVIEW_IN_VIEW,
        mends=WRITTEN_IN,
        tells=TOLD,
        explanation=_("The review report is issued anew, with the changes that were made."),
    )
    def confirm_changes(self, *, by: Any) -> None:
        """Every change asked for is made: the standard passes (第十七条)."""
        issuing.report_issue(self, rules.PASS, by=by)

    @step(
        [S.CHANGES, S.CHANGES_CHECK],
        S.FAILED,
        may=acts_for_secretariat,
        needs=[rules.time_for_changes_is_over],
        label=_("Record that the changes were not made"),
        beside=REVIEW_IN_VIEW,
        tone="danger",
        cites=["R17c", "R19"],
        form=REASON,
        tells=TOLD,
    )
    def fail_unchanged(self, *, by: Any, reason: str) -> None:
        """The changes were not made in time: the standard has not passed (第十七、十九条)."""
        self._fail_review(by=by, reason=reason)

    @step(
        S.BALLOT_CLOSED,
        S.FAILED,
        may=acts_for_secretariat,
        needs=[
            panel_is_whole,
            rules.minutes_are_written,
            rules.every_item_is_judged,
            rules.panel_has_not_passed,
        ],
        label=_("Record that it did not pass"),
        beside=REVIEW_IN_VIEW,
        mends=WRITTEN_IN,
        tone="danger",
        cites=["R19"],
        form=REASON,
        tells=TOLD,
        explanation=_("The review report and the letter to the body are issued as PDFs."),
    )
    def fail_assessment(self, *, by: Any, reason: str) -> None:
        """The panel did not pass the standard; the body is told (第十七、十九条)."""
        self._conclude_review(rules.FAIL, by=by, reason=reason)
        issuing.failed_letter_issue(self, reason, by=by)

    def _fail_review(self, *, by: Any, reason: str) -> None:
        issuing.report_issue(self, rules.FAIL, by=by, reason=reason)
        issuing.failed_letter_issue(self, reason, by=by)

    def _conclude_review(self, conclusion: str, *, by: Any, reason: str = "") -> None:
        if rules.meeting_of(self) is not None:
            meeting = meetings.meeting_conclude(
                matter=self, kind=PANEL_MEETING, conclusion=conclusion, reason=reason
            )
            issuing.minutes_issue(self, meeting, by=by)
        issuing.report_issue(self, conclusion, by=by, reason=reason)
