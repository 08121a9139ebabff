"""The proposal: its fields (项目建议书, 附件2) and its steps up to the committee."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.committees import (
    carry,
    committee_exists,
    committee_has_an_officer,
    committee_has_lapsed,
    committee_is_chosen,
    committee_is_in_charge,
    one_committee_carries,
)
from standards.facts import ProjectSteps
from standards.papers import IN_VIEW
from standards.parties import acts_for_applicant, acts_for_secretariat
from standards.proposals import papers, rules
from standards.states import CARRIED, S
from zsa_portal.documents import forms
from zsa_portal.people.models import Body
from zsa_portal.people.queries import committee_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, Together, step
from zsa_portal.workflow.rounds import back_to, right_after

takes_back_to = partial(back_to, steps=("submit_proposal",), whose=acts_for_applicant)
"""The permission of the applicant to take a proposal back to where it was last submitted from."""


class ProposalSteps(ProjectSteps):
    """Fields of the proposal and the steps of 制定 第五、八、九条."""

    class Purpose(models.TextChoices):
        FORMULATION = "formulation", _("New standard")
        REVISION = "revision", _("Revision")

    purpose = models.CharField(
        _("new standard or revision"), max_length=20, choices=Purpose, default=Purpose.FORMULATION
    )
    revised_standard = models.CharField(
        _("number of the revised standard"), max_length=60, blank=True
    )
    supporting = models.BooleanField(_("supports this field (配套)"), default=False)
    sub_field = models.CharField(_("sub-field"), max_length=120, blank=True)
    participants = models.TextField(_("participating drafting organisations"), blank=True)
    adopters = models.TextField(_("first committed adopters"), blank=True)
    leader = models.CharField(_("project leader"), max_length=80, blank=True)
    leader_phone = models.CharField(_("leader's phone"), max_length=40, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_address = models.CharField(_("address"), max_length=240, blank=True)
    patents = models.BooleanField(_("involves patents"), null=True, blank=True)
    patents_note = models.TextField(_("patents involved"), blank=True)
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    planned_end = models.DateField(_("planned end"), null=True, blank=True)
    justification = models.TextField(_("purpose, necessity and feasibility"), blank=True)
    scope = models.TextField(_("scope and main technical content"), blank=True)
    related_standards = models.TextField(_("related standards and laws, comparison"), blank=True)
    safeguards = models.TextField(_("safeguards: basis, team, funds, resources"), blank=True)
    ics = models.CharField(_("ICS"), max_length=40, blank=True)
    ccs = models.CharField(_("CCS"), max_length=40, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    committee = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("committee in charge"),
    )

    class Meta:
        abstract = True

    @property
    def distinction(self) -> str:
        """New standard or revision (制定/修订), and the number of what is revised."""
        return f"{self.Purpose(self.purpose).label} {self.revised_standard}".strip()

    @step(
        [S.DRAFT_PROPOSAL, S.POLICY_RETURNED, S.PROPOSAL_RETURNED],
        S.POLICY_REVIEW,
        may=acts_for_applicant,
        needs=[rules.applicant_is_member, rules.field_is_named, rules.proposal_is_complete],
        label=_("Submit proposal"),
        tells=(roles.APPLICANT,),
        mends=(("standards:proposal_edit", _("Edit the proposal")),),
        explanation=_(
            "The proposal form is issued as a PDF and the secretariat reviews the "
            "proposal's compliance with policy. You can take the proposal back until "
            "the review is recorded."
        ),
    )
    def submit_proposal(self, *, by: Any) -> None:
        """Submit the proposal to the policy review (第八、九条)."""
        self.submitted_at = clock.now()
        self.committee = committee_of(self.field)
        forms.issue(papers.PROPOSAL_FORM, about=self, data=papers.proposal_data(self), by=by)

    @step(
        S.POLICY_REVIEW,
        S.DRAFT_PROPOSAL,
        may=takes_back_to(S.DRAFT_PROPOSAL),
        label=_("Take the proposal back"),
        tone="secondary",
        undoes="submit_proposal",
        tells=(roles.SECRETARIAT,),
    )
    def take_back_proposal(self) -> None:
        """Take a proposal submitted for the first time back before the review is recorded."""

    @step(
        S.POLICY_REVIEW,
        S.POLICY_RETURNED,
        may=takes_back_to(S.POLICY_RETURNED),
        label=_("Take the proposal back"),
        tone="secondary",
        undoes="submit_proposal",
        tells=(roles.SECRETARIAT,),
    )
    def take_back_revision(self) -> None:
        """Take back a proposal that was submitted again after the policy review returned it."""

    @step(
        S.POLICY_REVIEW,
        S.PROPOSAL_RETURNED,
        may=takes_back_to(S.PROPOSAL_RETURNED),
        label=_("Take the proposal back"),
        tone="secondary",
        undoes="submit_proposal",
        tells=(roles.SECRETARIAT,),
    )
    def take_back_resubmission(self) -> None:
        """Take back a proposal that was submitted again after the ballot or the evaluation."""

    @step(
        S.DRAFT_PROPOSAL,
        S.DISCARDED,
        may=acts_for_applicant,
        label=_("Discard the draft"),
        tone="danger",
        explanation=_(
            "The draft is closed and cannot be opened again; nobody outside your "
            "organisation is told."
        ),
    )
    def discard_draft(self) -> None:
        """Give up a proposal that was never laid before anybody."""

    @step(
        [S.POLICY_REVIEW, S.POLICY_RETURNED, S.PROPOSAL_RETURNED],
        S.ABANDONED,
        may=acts_for_applicant,
        label=_("Withdraw for good"),
        tone="danger",
        form=REASON,
        tells=(roles.SECRETARIAT, roles.COMMITTEE_SECRETARY),
        explanation=_("The matter is closed and cannot be opened again."),
    )
    def abandon(self, *, reason: str) -> None:
        """Withdraw the proposal for good."""

    @step(
        S.POLICY_REVIEW,
        S.TC_REGISTERED,
        may=acts_for_secretariat,
        needs=[committee_exists, committee_has_an_officer],
        label=_("Pass the policy review"),
        together=Together(
            _(
                "Every point has to hold for every ticked proposal; points and opinion are "
                "recorded as a review of each, and each goes to a committee of its own field."
            ),
            needs=(one_committee_carries,),
            ahead=("standards.committees.with_officers",),
        ),
        uses=[rules.every_point_holds, committee_is_chosen, committee_is_in_charge],
        beside=IN_VIEW,
        form="standards.proposals.forms.PolicyPassForm",
        tells=(roles.APPLICANT,),
    )
    def pass_policy_review(
        self, *, by: Any, checks: list[str], opinion: str, committee: Body | None = None
    ) -> None:
        """Record that the proposal complies; it goes to a committee of its field (第八、九、十二条).

        ``committee`` is named where the field has several.
        """
        rules.every_point_holds.require(checks)
        self.policy_reviews.create(passed=True, checks=checks, opinion=opinion, reviewer=by)
        carry(self, committee)

    @step(
        CARRIED,
        None,
        may=acts_for_secretariat,
        needs=[committee_has_lapsed, committee_exists],
        label=_("Hand to another committee"),
        together=Together(
            _(
                "A committee that is in charge no more may leave several projects; one other "
                "committee of their field carries on those that are ticked."
            ),
            ahead=("standards.committees.with_candidates",),
        ),
        tone="secondary",
        uses=[committee_is_chosen, committee_is_in_charge],
        form="standards.proposals.forms.CommitteeForm",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
        explanation=_(
            "The committee in charge was dissolved or its field was changed. Another committee "
            "of the project's field carries it on from where it is."
        ),
    )
    def hand_to_committee(self, *, committee: Body | None = None, reason: str) -> None:
        """Let another committee carry on for one that is in charge no more (第六、十二条)."""
        carry(self, committee)

    @step(
        S.TC_REGISTERED,
        S.POLICY_REVIEW,
        may=right_after("pass_policy_review", whose=acts_for_secretariat),
        label=_("Take the policy review back"),
        tone="secondary",
        undoes="pass_policy_review",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def take_back_policy_review(self) -> None:
        """Take the passed review back before the committee acts on the proposal."""

    @step(
        S.POLICY_REVIEW,
        S.POLICY_RETURNED,
        may=acts_for_secretariat,
        label=_("Return to the applicant"),
        tone="secondary",
        uses=[rules.reasons_are_given],
        beside=IN_VIEW,
        form="standards.proposals.forms.PolicyReturnForm",
        tells=(roles.APPLICANT,),
    )
    def return_from_policy_review(self, *, by: Any, reason: str, checks: list[str]) -> None:
        """Send a proposal that fails the review back with reasons (第九条)."""
        rules.reasons_are_given.require(reason)
        self.policy_reviews.create(passed=False, checks=checks, opinion=reason, reviewer=by)


class PolicyReview(models.Model):
    """One policy-compliance review of a proposal (第九条)."""

    project = models.ForeignKey("standards.Project", models.CASCADE, related_name="policy_reviews")
    passed = models.BooleanField(_("passed"))
    checks = models.JSONField(_("points that hold"), default=list)
    opinion = models.TextField(_("opinion"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("reviewer")
    )
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name = _("policy review")
        verbose_name_plural = _("policy reviews")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.project} {self.at:%F}"
