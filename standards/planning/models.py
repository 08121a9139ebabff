"""Project approval: ballot, filing, evaluation, notice, council, plan (制定 第十三至十五条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.committees import (
    committee_is_in_charge,
)
from standards.papers import ADD_PAPERS, IN_VIEW
from standards.parties import (
    acts_for_committee,
    acts_for_secretariat,
    records_for_council,
)
from standards.planning import rules
from standards.planning.ballot_steps import BallotSteps
from standards.planning.papers import (
    APPROVAL_NOTICE_TIME,
    DRAFTING_TIME,
    PROJECT_NOTICE,
)
from standards.planning.records import WorkPlan
from standards.states import S
from zsa_portal.notices import queries as notices
from zsa_portal.notices.actions import answers_owe
from zsa_portal.people.models import Party, Post
from zsa_portal.people.queries import council
from zsa_portal.workflow.machine import REASON, Together, nobody_by_hand, step
from zsa_portal.workflow.rounds import right_after

if TYPE_CHECKING:
    from zsa_portal.notices.models import Notice


def notice_ends(project: Any) -> dt.datetime | None:
    """When the project's public notice closes."""
    return notices.closes_at(project, PROJECT_NOTICE.code)


class PlanningSteps(BallotSteps):
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
        S.DOSSIER_FILING,
        S.SECRETARIAT_EVALUATION,
        may=acts_for_committee,
        needs=[committee_is_in_charge, rules.filing_dossier_is_complete],
        label=_("File with the secretariat"),
        together=Together(
            _("Nothing is judged here: each dossier that is complete goes to the secretariat."),
            ahead=("standards.planning.queries.with_filing_dossiers",),
        ),
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
        needs=[rules.filing_dossier_is_complete],
        label=_("Pass the evaluation"),
        together=Together(
            _(
                "Projects that were weighed together may get one opinion; necessity and "
                "feasibility are recorded as an evaluation of each of them."
            ),
            ahead=("standards.planning.queries.with_filing_dossiers",),
        ),
        uses=[rules.evaluation_is_passed],
        beside=IN_VIEW,
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
        beside=IN_VIEW,
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
        needs=[rules.evaluation_is_passed, rules.filing_dossier_is_complete],
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
        needs=[
            rules.objections_are_resolved,
            rules.council_is_set_up,
            rules.filing_dossier_is_complete,
        ],
        label=_("Send to the council"),
        together=Together(
            _(
                "Nothing is judged here: each project without an open objection goes to the council."
            ),
            ahead=("standards.planning.queries.with_what_goes_to_the_council",),
        ),
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
        needs=[
            rules.objections_are_resolved,
            rules.council_has_approved,
            rules.filing_dossier_is_complete,
        ],
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
