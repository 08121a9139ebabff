"""The steps of the technical review (制定 第二十三、二十四条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.committees import (
    carry,
    committee_exists,
    committee_has_lapsed,
    committee_is_chosen,
    committee_is_in_charge,
)
from standards.consultation.models import takes_review_draft_back_to
from standards.consultation.rules import review_draft_is_there
from standards.facts import ProjectSteps
from standards.papers import ADD_PAPERS
from standards.parties import (
    acts_for_committee,
    acts_for_drafting_group,
    acts_for_secretariat,
)
from standards.review import rules
from standards.review.meeting import TECHNICAL_REVIEW
from standards.review.papers import REVIEW_BALLOT, REVIEW_MAJORITY, REVIEW_MINUTES, minutes_data
from standards.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.queries import closes_at
from zsa_portal.ballots.rules import manages
from zsa_portal.documents import forms
from zsa_portal.meetings import actions as meetings
from zsa_portal.meetings.queries import meetings_of, voters_present
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from zsa_portal.meetings.models import Meeting
    from zsa_portal.people.models import Body, User

WRITTEN_IN = (("tab:review", _("Attendance and minutes")),)
TOLD = (roles.APPLICANT, roles.COMMITTEE, roles.DRAFTING_GROUP, roles.SECRETARIAT)


def review_ballot_ends(project: Any) -> dt.datetime | None:
    """When the meeting's ballot closes by itself; None once it is closed."""
    return closes_at(project, REVIEW_BALLOT.code)


class ReviewSteps(ProjectSteps):
    """The steps from the review draft to the conclusion of the review."""

    class Meta:
        abstract = True

    @property
    def review_meetings(self) -> QuerySet[Meeting]:
        """The review meetings, newest first."""
        return meetings_of(self, TECHNICAL_REVIEW)

    @step(
        S.REVIEW_DRAFT_READY,
        S.TECHNICAL_REVIEW,
        may=acts_for_committee,
        needs=[committee_is_in_charge, review_draft_is_there],
        label=_("Convene the review meeting"),
        uses=[rules.review_is_a_meeting],
        form="standards.review.forms.ConveneForm",
        tells=(roles.APPLICANT, roles.DRAFTING_GROUP, roles.SECRETARIAT),
        explanation=_(
            "All members of the committee of this day are invited and listed as expected."
        ),
    )
    def convene_review(
        self,
        *,
        by: Any,
        starts_at: dt.datetime,
        place: str,
        chair: User,
        agenda: str,
        form: str = rules.MEETING,
    ) -> None:
        """Invite the committee to a meeting that reviews the draft (第二十三条)."""
        rules.review_is_a_meeting.require(form)
        meetings.meeting_convene(
            matter=self,
            kind=TECHNICAL_REVIEW,
            starts_at=starts_at,
            place=place,
            chair=chair,
            agenda=agenda,
            by=by,
            form=form,
        )

    @step(
        S.TECHNICAL_REVIEW,
        S.REVIEW_PASSED,
        may=acts_for_committee,
        needs=[
            committee_is_in_charge,
            rules.attendance_is_recorded,
            rules.minutes_are_written,
            review_draft_is_there,
        ],
        label=_("Passed by consensus"),
        mends=WRITTEN_IN,
        cites=["F24"],
        form="standards.review.forms.PassForm",
        tells=TOLD,
        explanation=_("The minutes with the signature table are issued as a PDF."),
    )
    def conclude_by_consensus(self, *, by: Any, conclusion: str) -> None:
        """The meeting agreed that the draft passes, with or without changes (第二十四条)."""
        self._conclude(conclusion, by=by, by_consensus=True)

    @step(
        S.TECHNICAL_REVIEW,
        S.REVIEW_BALLOT,
        may=acts_for_committee,
        needs=[committee_is_in_charge, rules.attendance_is_recorded],
        label=_("Open the meeting's ballot"),
        mends=WRITTEN_IN,
        tone="secondary",
        uses=[REVIEW_MAJORITY],
        form="standards.review.forms.OpenReviewBallotForm",
        tells=(roles.COMMITTEE,),
        explanation=_(
            "There is no consensus: the members recorded as present become electors; "
            "three quarters of the valid votes must be in favour."
        ),
    )
    def open_review_ballot(self, *, by: Any, question: str, days: int | None = None) -> None:
        """Let the members present vote, where there is no consensus (第二十四条)."""
        meeting = self.review_meetings[:1].get()
        voters = voters_present(meeting)
        here = [ballots.Present(row.seat, row.user) for row in voters if row.seat]
        ballots.ballot_open(
            matter=self,
            kind=REVIEW_BALLOT,
            body=self.committee,
            question=question,
            by=by,
            days=days,
            gathering=ballots.Gathering(here, clock.day_of(meeting.starts_at)),
        )

    @step(
        S.REVIEW_BALLOT,
        S.TECHNICAL_REVIEW,
        may=manages,
        needs=[rules.a_review_ballot_runs],
        label=_("End the ballot without outcome"),
        tone="danger",
        form=REASON,
        tells=(roles.COMMITTEE_SECRETARY,),
        explanation=_(
            "The votes cast are kept and not counted, and the electors are told. The committee's "
            "secretary opens another ballot."
        ),
    )
    def end_review_ballot_without_outcome(self, *, by: Any, reason: str) -> None:
        """End a running ballot that cannot go on as it was opened; another one is opened anew."""
        ballots.current_ballot_end(matter=self, kind=REVIEW_BALLOT, reason=reason, by=by)

    @step(
        S.TECHNICAL_REVIEW,
        S.REVIEW_DRAFT_READY,
        may=acts_for_secretariat,
        needs=[committee_has_lapsed, committee_exists],
        label=_("Hand to another committee"),
        tone="secondary",
        uses=[committee_is_chosen, committee_is_in_charge],
        form="standards.proposals.forms.CommitteeForm",
        tells=(roles.APPLICANT, roles.DRAFTING_GROUP, roles.COMMITTEE_SECRETARY),
        explanation=_(
            "The committee that met was dissolved or its field was changed. Another committee "
            "of the project's field convenes its own meeting."
        ),
    )
    def hand_to_reviewing_committee(self, *, committee: Body | None = None, reason: str) -> None:
        """Let another committee review for one that is in charge no more (第六、十二条)."""
        carry(self, committee)
        discharge(self, TECHNICAL_REVIEW.duty)

    @step(
        S.REVIEW_BALLOT,
        None,
        may=nobody_by_hand,
        label=_("The ballot's time is over"),
        due=review_ballot_ends,
        tells=(roles.COMMITTEE_SECRETARY,),
    )
    def end_review_ballot(self, *, by: Any) -> None:
        """The calendar closes the meeting's ballot and issues its result."""
        ballots.current_ballot_close(matter=self, kind=REVIEW_BALLOT, by=by)

    @step(
        S.REVIEW_BALLOT,
        None,
        may=acts_for_committee,
        needs=[rules.everyone_present_has_voted],
        label=_("Close the ballot"),
        mends=(("tab:ballots", _("Ballots")),),
        tone="secondary",
        uses=[REVIEW_MAJORITY],
    )
    def close_review_ballot(self, *, by: Any) -> None:
        """Close the ballot early, everyone present having voted."""
        ballots.current_ballot_close(matter=self, kind=REVIEW_BALLOT, by=by)

    @step(
        S.REVIEW_BALLOT,
        S.REVIEW_PASSED,
        may=acts_for_committee,
        needs=[
            rules.attendance_is_recorded,
            rules.minutes_are_written,
            rules.review_ballot_is_closed,
            rules.review_ballot_is_passed,
            review_draft_is_there,
        ],
        label=_("Passed by ballot"),
        mends=WRITTEN_IN,
        form="standards.review.forms.PassForm",
        tells=TOLD,
    )
    def conclude_by_ballot(self, *, by: Any, conclusion: str) -> None:
        """The ballot reached three quarters of the valid votes: the draft passes (第二十四条)."""
        self._conclude(conclusion, by=by, by_consensus=False)

    @step(
        S.TECHNICAL_REVIEW,
        S.REVIEW_FAILED,
        may=acts_for_committee,
        needs=[
            committee_is_in_charge,
            rules.attendance_is_recorded,
            rules.minutes_are_written,
        ],
        label=_("Not passed, by consensus"),
        mends=WRITTEN_IN,
        tone="danger",
        cites=["F24"],
        form=REASON,
        tells=TOLD,
    )
    def fail_review(self, *, by: Any, reason: str) -> None:
        """The meeting agreed that the draft does not pass, with reasons (第二十四条)."""
        self._conclude(rules.FAIL, by=by, by_consensus=True, reason=reason)

    @step(
        S.REVIEW_BALLOT,
        S.REVIEW_FAILED,
        may=acts_for_committee,
        needs=[
            rules.attendance_is_recorded,
            rules.minutes_are_written,
            rules.review_ballot_is_closed,
            rules.review_ballot_is_missed,
        ],
        label=_("Not passed, by ballot"),
        mends=WRITTEN_IN,
        tone="danger",
        form=REASON,
        tells=TOLD,
    )
    def fail_review_by_ballot(self, *, by: Any, reason: str) -> None:
        """The ballot missed its majority: the draft goes back with reasons (第二十四条)."""
        self._conclude(rules.FAIL, by=by, by_consensus=False, reason=reason)

    @step(
        S.REVIEW_FAILED,
        S.REVIEW_DRAFT_READY,
        may=acts_for_drafting_group,
        needs=[rules.review_draft_is_reworked, review_draft_is_there],
        label=_("Submit for review again"),
        mends=(ADD_PAPERS,),
        tells=(roles.APPLICANT, roles.COMMITTEE),
    )
    def resubmit_for_review(self) -> None:
        """Lay the reworked draft before the committee once more."""

    @step(
        S.REVIEW_DRAFT_READY,
        S.REVIEW_FAILED,
        may=takes_review_draft_back_to(S.REVIEW_FAILED),
        label=_("Take the review draft back"),
        tone="secondary",
        undoes="resubmit_for_review",
        tells=(roles.COMMITTEE,),
    )
    def take_back_reworked_draft(self) -> None:
        """Take the reworked draft back before the committee convenes its meeting."""

    def _conclude(self, conclusion: str, *, by: Any, by_consensus: bool, reason: str = "") -> None:
        rules.conclusion_is_given.require(conclusion)
        rules.changes_are_listed.require((self, conclusion))
        if conclusion == rules.FAIL:
            rules.reasons_are_given.require(reason)
        meeting = meetings.meeting_conclude(
            matter=self,
            kind=TECHNICAL_REVIEW,
            conclusion=conclusion,
            by_consensus=by_consensus,
            reason=reason,
        )
        forms.issue(REVIEW_MINUTES, about=self, data=minutes_data(self, meeting), by=by)
