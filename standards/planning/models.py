"""Project approval: ballot, filing, evaluation, notice, council, plan (制定 第十三至十五条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
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
from standards.papers import ADD_PAPERS
from standards.parties import (
    acts_for_applicant,
    acts_for_committee,
    acts_for_secretariat,
    records_for_council,
)
from standards.planning import rules
from standards.planning.papers import (
    APPROVAL_BALLOT,
    APPROVAL_MAJORITY,
    APPROVAL_NOTICE_TIME,
    DRAFTING_TIME,
    PROJECT_NOTICE,
)
from standards.planning.records import WorkPlan
from standards.proposals.rules import policy_review_is_passed
from standards.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.rules import manages
from zsa_portal.notices import queries as notices
from zsa_portal.notices.actions import answers_owe
from zsa_portal.people.models import Body, Party, Post
from zsa_portal.people.queries import council
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step
from zsa_portal.workflow.rounds import right_after

if TYPE_CHECKING:
    from zsa_portal.notices.models import Notice


def ballot_ends(project: Any) -> dt.datetime | None:
    """When the committee's ballot closes."""
    ballot = rules.last_ballot(project)
    return ballot.closes_at if ballot else None


def notice_ends(project: Any) -> dt.datetime | None:
    """When the project's public notice closes."""
    return notices.closes_at(project, PROJECT_NOTICE.code)


class PlanningSteps(ProjectSteps):
    """The steps from the committee's ballot to the plan."""

    work_plan = models.ForeignKey(
        WorkPlan,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="projects",
        verbose_name=_("work plan"),
    )
    plan_number = models.CharField(_("plan number"), max_length=40, blank=True, editable=False)
    plan_starts = models.DateField(_("plan from"), null=True, blank=True, editable=False)
    plan_ends = models.DateField(_("plan to"), null=True, blank=True, editable=False)

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
        """End a running ballot without outcome; another one is opened anew."""
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
    )
    def accept_ballot(self) -> None:
        """The ballot passed: the filing dossier is put together (第十三条)."""

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

    @step(
        S.DOSSIER_FILING,
        S.SECRETARIAT_EVALUATION,
        may=acts_for_committee,
        needs=[committee_is_in_charge, rules.filing_dossier_is_complete],
        label=_("File with the secretariat"),
        tells=(roles.APPLICANT,),
        mends=(ADD_PAPERS,),
    )
    def file_dossier(self) -> None:
        """File the complete dossier with the secretariat (第十三条)."""

    @step(
        S.SECRETARIAT_EVALUATION,
        S.DOSSIER_FILING,
        may=acts_for_committee,
        label=_("Take the dossier back"),
        tone="secondary",
        undoes="file_dossier",
        tells=(roles.SECRETARIAT,),
    )
    def take_back_dossier(self) -> None:
        """Take the filed dossier back before the evaluation is recorded."""

    @step(
        S.SECRETARIAT_EVALUATION,
        S.DOSSIER_FILING,
        may=acts_for_secretariat,
        label=_("Return the dossier to the committee"),
        tone="secondary",
        form=REASON,
        cites=["F13b"],
        tells=(roles.APPLICANT,),
    )
    def return_dossier(self, *, reason: str) -> None:
        """Send a deficient dossier back to the committee with reasons."""

    @step(
        S.SECRETARIAT_EVALUATION,
        S.READY_FOR_NOTICE,
        may=acts_for_secretariat,
        label=_("Pass the evaluation"),
        uses=[rules.evaluation_is_passed],
        form="standards.planning.forms.EvaluationForm",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def pass_evaluation(self, *, by: Any, necessary: bool, feasible: bool, opinion: str) -> None:
        """Record that the project is necessary and feasible (第十四条)."""
        self.evaluations.create(
            necessary=necessary, feasible=feasible, opinion=opinion, evaluator=by
        )
        rules.evaluation_is_passed.require(self)

    @step(
        S.SECRETARIAT_EVALUATION,
        S.PROPOSAL_RETURNED,
        may=acts_for_secretariat,
        label=_("Fail the evaluation"),
        tone="danger",
        uses=[rules.reasons_are_given],
        form=REASON,
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def fail_evaluation(self, *, by: Any, reason: str) -> None:
        """Return a project that is not necessary or feasible, with reasons (第十四条)."""
        rules.reasons_are_given.require(reason)
        self.evaluations.create(necessary=False, feasible=False, opinion=reason, evaluator=by)

    @step(
        S.READY_FOR_NOTICE,
        S.SECRETARIAT_EVALUATION,
        may=right_after("pass_evaluation", whose=acts_for_secretariat),
        label=_("Take the evaluation back"),
        tone="secondary",
        undoes="pass_evaluation",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def take_back_evaluation(self) -> None:
        """Take the passed evaluation back before the project is on notice."""

    @step(
        S.READY_FOR_NOTICE,
        S.APPROVAL_NOTICE,
        may=acts_for_secretariat,
        needs=[rules.evaluation_is_passed],
        label=_("Put on public notice"),
        uses=[APPROVAL_NOTICE_TIME],
        page="standards:notice_new",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def open_notice(self, *, notice: Notice) -> None:
        """Put the project on a public notice, alone or with others (第十四条)."""

    @step(
        S.APPROVAL_NOTICE,
        S.NOTICE_CLOSED,
        may=nobody_by_hand,
        label=_("The notice's time is over"),
        due=notice_ends,
        tells=(roles.COMMITTEE_SECRETARY, roles.APPLICANT),
    )
    def end_notice(self) -> None:
        """The calendar closes the notice; the committee handles what came in (第十四条)."""
        answers_owe(matter=self, kind=PROJECT_NOTICE)

    @step(
        S.NOTICE_CLOSED,
        S.BEFORE_COUNCIL,
        may=acts_for_secretariat,
        needs=[rules.objections_are_resolved, rules.council_is_set_up],
        label=_("Send to the council"),
        cites=["F14c"],
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
        mends=(("tab:opinions", _("Opinions and answers")),),
    )
    def send_to_council(self) -> None:
        """Lay the project before the council once no objection is open (第十五条)."""
        self.involve(roles.COUNCIL, Party.of(council()))
        self.involve(roles.COUNCIL_SECRETARY, Party.of_post(Post.COUNCIL_SECRETARY))

    @step(
        S.NOTICE_CLOSED,
        S.PROPOSAL_RETURNED,
        may=acts_for_secretariat,
        needs=[rules.an_objection_is_upheld, rules.objections_are_resolved],
        label=_("Return after an upheld objection"),
        tone="danger",
        cites=["F14c"],
        form=REASON,
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def return_after_notice(self, *, reason: str) -> None:
        """Return a project to which somebody objected with good reason (第十四条)."""
        rules.reasons_are_given.require(reason)

    @step(
        S.BEFORE_COUNCIL,
        S.NOTICE_CLOSED,
        may=right_after("send_to_council", whose=acts_for_secretariat),
        label=_("Take back from the council"),
        tone="secondary",
        undoes="send_to_council",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY, roles.COUNCIL_SECRETARY),
    )
    def take_back_from_council(self) -> None:
        """Take a project back before the council's decision is recorded."""

    @step(
        S.BEFORE_COUNCIL,
        S.PLAN_ISSUED,
        may=records_for_council,
        needs=[rules.objections_are_resolved, rules.council_has_approved],
        label=_("Issue plan"),
        page="standards:plan_new",
        fulfils=[rules.council_has_approved],
        tells=(roles.APPLICANT, roles.COMMITTEE, roles.SECRETARIAT),
    )
    def issue_plan(self, *, plan: WorkPlan) -> None:
        """Enter the project in the plan issued on the council's approval (第十五条)."""
        place = plan.projects.count() + 1
        self.work_plan = plan
        self.plan_number = f"{plan.number}-{place:02d}"
        self.number = self.plan_number
        self.plan_starts = plan.decision.decided_on
        self.plan_ends = DRAFTING_TIME.ends(plan.decision.decided_on)

    @step(
        S.BEFORE_COUNCIL,
        S.PROPOSAL_REJECTED,
        may=records_for_council,
        needs=[rules.council_has_refused],
        label=_("Close after the council's refusal"),
        tone="danger",
        fulfils=[rules.council_has_refused],
        form="standards.planning.forms.RefusalForm",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY, roles.SECRETARIAT),
    )
    def close_after_refusal(self, *, reason: str) -> None:
        """The council refused the project: the matter is closed."""
