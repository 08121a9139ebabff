"""The committee's ballot on a project (制定 第十三条)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.committees import (
    carry,
    committee_exists,
    committee_has_lapsed,
    committee_is_chosen,
    committee_is_in_charge,
)
from standards.facts import ProjectSteps
from standards.parties import acts_for_applicant, acts_for_committee, acts_for_secretariat
from standards.planning import rules
from standards.planning.papers import (
    APPROVAL_BALLOT,
    APPROVAL_MAJORITY,
    SUMMARY_FORM,
    proposal_summary_data,
)
from standards.proposals.rules import policy_review_is_passed
from standards.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.queries import closes_at
from zsa_portal.ballots.rules import manages
from zsa_portal.documents import forms
from zsa_portal.people.models import Body
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step


def ballot_ends(project: Any) -> dt.datetime | None:
    """When the committee's ballot closes."""
    return closes_at(project, APPROVAL_BALLOT.code)


class BallotSteps(ProjectSteps):
    """The steps from the proposal before the committee to the passed or missed ballot."""

    class Meta:
        abstract = True

    @step(
        S.TC_REGISTERED,
        S.TC_BALLOT,
        may=acts_for_committee,
        needs=[policy_review_is_passed, committee_is_in_charge],
        label=_("Open the committee ballot"),
        uses=[APPROVAL_MAJORITY],
        form="standards.planning.forms.OpenBallotForm",
        tells=(roles.COMMITTEE, roles.APPLICANT),
        explanation=_(
            "All members of the committee of this day become electors; the list is frozen."
        ),
    )
    def open_ballot(self, *, by: Any, days: int | None = None) -> None:
        """Open the ballot of all members of the committee (第十三条)."""
        ballots.ballot_open(
            matter=self,
            kind=APPROVAL_BALLOT,
            body=self.committee,
            question=self.title,
            by=by,
            days=days,
        )

    @step(
        S.TC_BALLOT,
        S.TC_BALLOT_CLOSED,
        may=nobody_by_hand,
        label=_("The ballot's time is over"),
        due=ballot_ends,
        tells=(roles.COMMITTEE_SECRETARY,),
    )
    def end_ballot(self, *, by: Any) -> None:
        """The calendar closes the ballot and issues its result."""
        ballots.current_ballot_close(matter=self, kind=APPROVAL_BALLOT, by=by)

    @step(
        S.TC_BALLOT,
        S.TC_BALLOT_CLOSED,
        may=acts_for_committee,
        needs=[rules.everyone_has_voted],
        label=_("Close the ballot now"),
        tone="secondary",
        uses=[APPROVAL_MAJORITY],
        mends=(("tab:ballots", _("Ballots")),),
    )
    def close_ballot(self, *, by: Any) -> None:
        """Close the ballot before its time, once everyone has voted."""
        ballots.current_ballot_close(matter=self, kind=APPROVAL_BALLOT, by=by)

    @step(
        S.TC_BALLOT,
        S.TC_REGISTERED,
        may=manages,
        label=_("End the ballot without outcome"),
        tone="danger",
        form=REASON,
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
        explanation=_(
            "The votes cast are kept and not counted, and the electors are told. The committee's "
            "secretary opens another ballot."
        ),
    )
    def end_ballot_without_outcome(self, *, by: Any, reason: str) -> None:
        """End a running ballot that cannot go on as it was opened; another one is opened anew."""
        ballots.current_ballot_end(matter=self, kind=APPROVAL_BALLOT, reason=reason, by=by)

    @step(
        S.TC_BALLOT,
        S.ABANDONED,
        may=acts_for_applicant,
        label=_("Withdraw for good"),
        tone="danger",
        form=REASON,
        tells=(roles.SECRETARIAT, roles.COMMITTEE_SECRETARY),
        explanation=_(
            "The running ballot ends without outcome and its electors are told. The matter is "
            "closed and cannot be opened again."
        ),
    )
    def withdraw_from_ballot(self, *, by: Any, reason: str) -> None:
        """Withdraw the proposal for good while the committee votes on it."""
        ballots.current_ballot_end(matter=self, kind=APPROVAL_BALLOT, reason=reason, by=by)

    @step(
        S.TC_BALLOT_CLOSED,
        S.TC_REGISTERED,
        may=acts_for_secretariat,
        needs=[committee_has_lapsed, committee_exists],
        label=_("Hand to another committee"),
        tone="secondary",
        uses=[committee_is_chosen, committee_is_in_charge],
        form="standards.proposals.forms.CommitteeForm",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
        explanation=_(
            "The committee that voted was dissolved or its field was changed. Another committee "
            "of the project's field votes anew."
        ),
    )
    def hand_to_voting_committee(self, *, committee: Body | None = None, reason: str) -> None:
        """Let another committee vote for one that is in charge no more (第六、十二条)."""
        carry(self, committee)

    @step(
        S.TC_BALLOT_CLOSED,
        S.DOSSIER_FILING,
        may=acts_for_committee,
        needs=[committee_is_in_charge, rules.ballot_is_passed],
        label=_("Accept the passed proposal"),
        tells=(roles.APPLICANT, roles.COMMITTEE),
        explanation=_("The summary of project proposals (annex 1) is issued as a PDF."),
    )
    def accept_ballot(self, *, by: Any) -> None:
        """The ballot passed: the filing dossier is put together (第十三条)."""
        forms.issue(SUMMARY_FORM, about=self, data=proposal_summary_data(self), by=by)

    @step(
        S.TC_BALLOT_CLOSED,
        S.PROPOSAL_RETURNED,
        may=acts_for_committee,
        needs=[rules.ballot_is_missed],
        label=_("Return after the missed ballot"),
        tone="secondary",
        uses=[APPROVAL_MAJORITY],
        form=REASON,
        tells=(roles.APPLICANT, roles.COMMITTEE),
    )
    def return_after_ballot(self, *, reason: str) -> None:
        """The ballot missed its majority: back to the submitter with reasons."""

    @step(
        S.TC_BALLOT_CLOSED,
        S.PROPOSAL_REJECTED,
        may=acts_for_committee,
        needs=[rules.ballot_is_missed],
        label=_("Reject after the missed ballot"),
        tone="danger",
        uses=[APPROVAL_MAJORITY],
        form=REASON,
        tells=(roles.APPLICANT, roles.COMMITTEE),
    )
    def reject_after_ballot(self, *, reason: str) -> None:
        """The ballot missed its majority: the matter is closed."""
