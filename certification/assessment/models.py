"""The assessment by the panel (认定 第十七条)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.assessment import rules
from certification.assessment.papers import ASSESSMENT_BALLOT, PANEL_MAJORITY
from certification.facts import RecognitionSteps
from certification.parties import acts_for_applicant, acts_for_secretariat
from certification.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step


def assessment_ends(recognition: Any) -> dt.datetime | None:
    """When the panel's judgement closes; None once it is closed."""
    ballot = rules.last_ballot(recognition)
    return ballot.closes_at if ballot and ballot.closed_at is None else None


class AssessmentSteps(RecognitionSteps):
    """The steps from the complete panel to the result of the review."""

    class Meta:
        abstract = True

    @step(
        [S.PANEL_READY, S.MEETING],
        S.BALLOT,
        may=acts_for_secretariat,
        label=_("Open the panel's judgement"),
        cites=["R17a"],
        uses=[PANEL_MAJORITY],
        tells=(roles.PANEL, roles.APPLICANT),
    )
    def open_assessment(self, *, by: Any, days: int | None = None) -> None:
        """Let every reviewer of the panel judge the standard (第十七条)."""
        ballots.ballot_open(
            matter=self,
            kind=ASSESSMENT_BALLOT,
            body=self.panel,
            question=self.title,
            by=by,
            days=days,
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
        ballots.current_ballot_close(matter=self, kind=ASSESSMENT_BALLOT, by=by)

    @step(
        S.BALLOT,
        S.BALLOT_CLOSED,
        may=acts_for_secretariat,
        label=_("Close the judgement"),
        uses=[PANEL_MAJORITY],
    )
    def close_assessment(self, *, by: Any) -> None:
        """Close the judgement before its time, once every reviewer has judged."""
        ballots.current_ballot_close(matter=self, kind=ASSESSMENT_BALLOT, by=by)

    @step(
        S.BALLOT_CLOSED,
        S.PASSED,
        may=acts_for_secretariat,
        needs=[rules.panel_has_passed],
        label=_("Record that it passed"),
        tells=(roles.APPLICANT, roles.PANEL),
    )
    def pass_assessment(self, *, by: Any) -> None:
        """The panel passed the standard and asks for no change (第十七条)."""

    @step(
        S.BALLOT_CLOSED,
        S.CHANGES,
        may=acts_for_secretariat,
        needs=[rules.panel_has_passed],
        label=_("Ask for the changes"),
        tells=(roles.APPLICANT, roles.PANEL),
    )
    def ask_for_changes(self, *, by: Any) -> None:
        """The panel passes the standard once the changes it asks for are made (第十七条)."""

    @step(
        S.CHANGES,
        S.CHANGES_CHECK,
        may=acts_for_applicant,
        label=_("Submit the changes"),
        tells=(roles.SECRETARIAT,),
    )
    def submit_changes(self, *, by: Any) -> None:
        """The body made the changes that were asked for."""

    @step(
        S.CHANGES_CHECK,
        S.CHANGES,
        may=acts_for_secretariat,
        label=_("Send the changes back"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def return_changes(self, *, reason: str) -> None:
        """A change asked for is not made."""

    @step(
        S.CHANGES_CHECK,
        S.PASSED,
        may=acts_for_secretariat,
        needs=[rules.panel_has_passed],
        label=_("Confirm the changes"),
        tells=(roles.APPLICANT, roles.PANEL),
    )
    def confirm_changes(self, *, by: Any) -> None:
        """Every change asked for is made: the standard passes (第十七条)."""

    @step(
        S.BALLOT_CLOSED,
        S.FAILED,
        may=acts_for_secretariat,
        label=_("Record that it did not pass"),
        tone="danger",
        cites=["R19"],
        form=REASON,
        tells=(roles.APPLICANT, roles.PANEL),
    )
    def fail_assessment(self, *, by: Any, reason: str) -> None:
        """The panel did not pass the standard; the body is told (第十七、十九条)."""
