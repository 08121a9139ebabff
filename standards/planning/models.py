"""Project approval: ballot, filing, evaluation, notice, council, plan (制定 第十三至十五条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from standards.papers import ADD_PAPERS
from standards.parties import acts_for_committee, acts_for_secretariat, records_for_council
from standards.planning import rules
from standards.planning.papers import APPROVAL_BALLOT, DRAFTING_TIME, PROJECT_NOTICE
from standards.proposals.rules import policy_review_is_passed
from standards.rounds import right_after
from standards.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots import queries as ballot_queries
from zsa_portal.notices import queries as notices
from zsa_portal.notices.actions import answers_owe
from zsa_portal.people.models import Party, Post
from zsa_portal.people.queries import council
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, Role, nobody_by_hand, step

if TYPE_CHECKING:
    from zsa_portal.notices.models import Notice


def ballot_ends(project: Any) -> dt.datetime | None:
    """When the committee's ballot closes."""
    ballot = rules.last_ballot(project)
    return ballot.closes_at if ballot else None


def notice_ends(project: Any) -> dt.datetime | None:
    """When the project's public notice closes."""
    return notices.closes_at(project, PROJECT_NOTICE.code)


class WorkPlan(models.Model):
    """A plan issued on a decision of the council, covering one or many projects (第十五条)."""

    number = models.CharField(_("number"), max_length=40, unique=True)
    issued_on = models.DateField(_("issued"))
    decision = models.ForeignKey(
        "zsa_ballots.Decision", models.PROTECT, related_name="plans", verbose_name=_("decision")
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.number


class Evaluation(models.Model):
    """The secretariat's evaluation of a project's necessity and feasibility (第十四条)."""

    project = models.ForeignKey("standards.Project", models.CASCADE, related_name="evaluations")
    necessary = models.BooleanField(_("necessary"))
    feasible = models.BooleanField(_("feasible"))
    opinion = models.TextField(_("opinion"))
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("evaluator")
    )
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.project} {self.at:%F}"


class PlanningSteps(models.Model):
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

    @transition(
        field="state",
        source=S.TC_REGISTERED,
        target=S.TC_BALLOT,
        permission=acts_for_committee,
        conditions=[policy_review_is_passed],
        custom=step(
            _("Open the committee ballot"),
            rules=("F06b", "F09", "F13a"),
            form="standards.planning.forms.OpenBallotForm",
            tells=(Role.COMMITTEE, Role.APPLICANT),
            explanation=_(
                "All members of the committee of this day become electors; the list is frozen."
            ),
        ),
    )
    def open_ballot(self, *, days: int | None = None) -> None:
        """Open the ballot of all members of the committee (第十三条)."""
        ballots.ballot_open(
            matter=self,
            kind=APPROVAL_BALLOT,
            body=self.committee,
            question=self.title,
            by=self.acting,
            days=days,
        )

    @transition(
        field="state",
        source=S.TC_BALLOT,
        target=S.TC_BALLOT_CLOSED,
        permission=nobody_by_hand,
        custom=step(
            _("The ballot's time is over"), due=ballot_ends, tells=(Role.COMMITTEE_SECRETARY,)
        ),
    )
    def end_ballot(self) -> None:
        """The calendar closes the ballot and issues its result."""
        ballots.ballot_close(
            ballot=ballot_queries.current(self, APPROVAL_BALLOT.code), by=self.acting
        )

    @transition(
        field="state",
        source=S.TC_BALLOT,
        target=S.TC_BALLOT_CLOSED,
        permission=acts_for_committee,
        conditions=[rules.everyone_has_voted],
        custom=step(
            _("Close the ballot now"),
            tone="secondary",
            rules=("F13a",),
            mends=(("tab:ballots", _("Ballots")),),
        ),
    )
    def close_ballot(self) -> None:
        """Close the ballot before its time, once everyone has voted."""
        ballots.ballot_close(
            ballot=ballot_queries.current(self, APPROVAL_BALLOT.code), by=self.acting
        )

    @transition(
        field="state",
        source=S.TC_BALLOT_CLOSED,
        target=S.DOSSIER_FILING,
        permission=acts_for_committee,
        conditions=[rules.ballot_is_passed],
        custom=step(
            _("Accept the passed proposal"), rules=("F13a",), tells=(Role.APPLICANT, Role.COMMITTEE)
        ),
    )
    def accept_ballot(self) -> None:
        """The ballot passed: the filing dossier is put together (第十三条)."""

    @transition(
        field="state",
        source=S.TC_BALLOT_CLOSED,
        target=S.PROPOSAL_RETURNED,
        permission=acts_for_committee,
        conditions=[rules.ballot_is_missed],
        custom=step(
            _("Return after the missed ballot"),
            tone="secondary",
            rules=("F13a",),
            form=REASON,
            tells=(Role.APPLICANT, Role.COMMITTEE),
        ),
    )
    def return_after_ballot(self, *, reason: str) -> None:
        """The ballot missed its majority: back to the submitter with reasons."""

    @transition(
        field="state",
        source=S.TC_BALLOT_CLOSED,
        target=S.PROPOSAL_REJECTED,
        permission=acts_for_committee,
        conditions=[rules.ballot_is_missed],
        custom=step(
            _("Reject after the missed ballot"),
            tone="danger",
            rules=("F13a",),
            form=REASON,
            tells=(Role.APPLICANT, Role.COMMITTEE),
        ),
    )
    def reject_after_ballot(self, *, reason: str) -> None:
        """The ballot missed its majority: the matter is closed."""

    @transition(
        field="state",
        source=S.DOSSIER_FILING,
        target=S.SECRETARIAT_EVALUATION,
        permission=acts_for_committee,
        conditions=[rules.filing_dossier_is_complete],
        custom=step(
            _("File with the secretariat"),
            rules=("F06b", "F13b"),
            tells=(Role.APPLICANT,),
            mends=(ADD_PAPERS,),
        ),
    )
    def file_dossier(self) -> None:
        """File the complete dossier with the secretariat (第十三条)."""

    @transition(
        field="state",
        source=S.SECRETARIAT_EVALUATION,
        target=S.DOSSIER_FILING,
        permission=acts_for_committee,
        custom=step(
            _("Take the dossier back"),
            tone="secondary",
            undoes="file_dossier",
            tells=(Role.SECRETARIAT,),
        ),
    )
    def take_back_dossier(self) -> None:
        """Take the filed dossier back before the evaluation is recorded."""

    @transition(
        field="state",
        source=S.SECRETARIAT_EVALUATION,
        target=S.DOSSIER_FILING,
        permission=acts_for_secretariat,
        custom=step(
            _("Return the dossier to the committee"),
            tone="secondary",
            form=REASON,
            rules=("F13b",),
            tells=(Role.APPLICANT,),
        ),
    )
    def return_dossier(self, *, reason: str) -> None:
        """Send a deficient dossier back to the committee with reasons."""

    @transition(
        field="state",
        source=S.SECRETARIAT_EVALUATION,
        target=S.READY_FOR_NOTICE,
        permission=acts_for_secretariat,
        custom=step(
            _("Pass the evaluation"),
            rules=("F06a", "F14a"),
            form="standards.planning.forms.EvaluationForm",
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY),
        ),
    )
    def pass_evaluation(self, *, necessary: bool, feasible: bool, opinion: str) -> None:
        """Record that the project is necessary and feasible (第十四条)."""
        self.evaluations.create(
            necessary=necessary, feasible=feasible, opinion=opinion, evaluator=self.acting
        )
        rules.evaluation_is_passed.require(self)

    @transition(
        field="state",
        source=S.SECRETARIAT_EVALUATION,
        target=S.PROPOSAL_RETURNED,
        permission=acts_for_secretariat,
        custom=step(
            _("Fail the evaluation"),
            tone="danger",
            rules=("F14a",),
            form=REASON,
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY),
        ),
    )
    def fail_evaluation(self, *, reason: str) -> None:
        """Return a project that is not necessary or feasible, with reasons (第十四条)."""
        rules.reasons_are_given.require(reason)
        self.evaluations.create(
            necessary=False, feasible=False, opinion=reason, evaluator=self.acting
        )

    @transition(
        field="state",
        source=S.READY_FOR_NOTICE,
        target=S.SECRETARIAT_EVALUATION,
        permission=right_after("pass_evaluation", whose=acts_for_secretariat),
        custom=step(
            _("Take the evaluation back"),
            tone="secondary",
            undoes="pass_evaluation",
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY),
        ),
    )
    def take_back_evaluation(self) -> None:
        """Take the passed evaluation back before the project is on notice."""

    @transition(
        field="state",
        source=S.READY_FOR_NOTICE,
        target=S.APPROVAL_NOTICE,
        permission=acts_for_secretariat,
        conditions=[rules.evaluation_is_passed],
        custom=step(
            _("Put on public notice"),
            rules=("F14a", "F14b"),
            page="standards:notice_new",
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY),
        ),
    )
    def open_notice(self, *, notice: Notice) -> None:
        """Put the project on a public notice, alone or with others (第十四条)."""

    @transition(
        field="state",
        source=S.APPROVAL_NOTICE,
        target=S.NOTICE_CLOSED,
        permission=nobody_by_hand,
        custom=step(
            _("The notice's time is over"),
            due=notice_ends,
            tells=(Role.COMMITTEE_SECRETARY, Role.APPLICANT),
        ),
    )
    def end_notice(self) -> None:
        """The calendar closes the notice; the committee handles what came in (第十四条)."""
        answers_owe(matter=self, kind=PROJECT_NOTICE)

    @transition(
        field="state",
        source=S.NOTICE_CLOSED,
        target=S.BEFORE_COUNCIL,
        permission=acts_for_secretariat,
        conditions=[rules.objections_are_resolved, rules.council_is_set_up],
        custom=step(
            _("Send to the council"),
            rules=("F14c", "F15"),
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY),
            mends=(("tab:opinions", _("Opinions and answers")),),
        ),
    )
    def send_to_council(self) -> None:
        """Lay the project before the council once no objection is open (第十五条)."""
        self.involve(Role.COUNCIL, Party.of(council()))
        self.involve(Role.COUNCIL_SECRETARY, Party.of_post(Post.COUNCIL_SECRETARY))

    @transition(
        field="state",
        source=S.NOTICE_CLOSED,
        target=S.PROPOSAL_RETURNED,
        permission=acts_for_secretariat,
        conditions=[rules.an_objection_is_upheld, rules.objections_are_resolved],
        custom=step(
            _("Return after an upheld objection"),
            tone="danger",
            rules=("F14c",),
            form=REASON,
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY),
        ),
    )
    def return_after_notice(self, *, reason: str) -> None:
        """Return a project to which somebody objected with good reason (第十四条)."""
        rules.reasons_are_given.require(reason)

    @transition(
        field="state",
        source=S.BEFORE_COUNCIL,
        target=S.NOTICE_CLOSED,
        permission=right_after("send_to_council", whose=acts_for_secretariat),
        custom=step(
            _("Take back from the council"),
            tone="secondary",
            undoes="send_to_council",
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY, Role.COUNCIL_SECRETARY),
        ),
    )
    def take_back_from_council(self) -> None:
        """Take a project back before the council's decision is recorded."""

    @transition(
        field="state",
        source=S.BEFORE_COUNCIL,
        target=S.PLAN_ISSUED,
        permission=records_for_council,
        conditions=[rules.objections_are_resolved, rules.council_has_approved],
        custom=step(
            _("Issue plan"),
            rules=("F06a", "F15"),
            page="standards:plan_new",
            fulfils=("F06a",),
            tells=(Role.APPLICANT, Role.COMMITTEE, Role.SECRETARIAT),
        ),
    )
    def issue_plan(self, *, plan: WorkPlan) -> None:
        """Enter the project in the plan issued on the council's approval (第十五条)."""
        place = plan.projects.count() + 1
        self.work_plan = plan
        self.plan_number = f"{plan.number}-{place:02d}"
        self.number = self.plan_number
        self.plan_starts = plan.decision.decided_on
        self.plan_ends = DRAFTING_TIME.ends(plan.decision.decided_on)

    @transition(
        field="state",
        source=S.BEFORE_COUNCIL,
        target=S.PROPOSAL_REJECTED,
        permission=records_for_council,
        conditions=[rules.council_has_refused],
        custom=step(
            _("Close after the council's refusal"),
            tone="danger",
            rules=("F06a",),
            fulfils=("decision",),
            form="standards.planning.forms.RefusalForm",
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY, Role.SECRETARIAT),
        ),
    )
    def close_after_refusal(self, *, reason: str) -> None:
        """The council refused the project: the matter is closed."""
