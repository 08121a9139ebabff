"""Approval and publication: dossier, audit, council, number, publication (制定 第二十五至三十四条)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from standards.catalogue import numbering
from standards.catalogue.covers import STANDARD_COVER, cover_data
from standards.papers import ADD_PAPERS
from standards.parties import acts_for_drafting_group, acts_for_secretariat, records_for_council
from standards.publication import engagement, rules
from standards.publication.papers import ANNOUNCEMENT_FORM, announcement_data
from standards.publication.records import (
    Announcement,
    Audit,
    PatentDisclosure,
    PatentStatement,
)
from standards.review.rules import changes_are_answered
from standards.rounds import back_to, right_after
from standards.states import S
from zsa_portal.documents import forms
from zsa_portal.workflow.kept import kept, let_go
from zsa_portal.workflow.machine import REASON, Role, step
from zsa_portal.workflow.refusals import BadValue

if TYPE_CHECKING:
    from standards.catalogue.models import Edition
    from zsa_portal.ballots.models import Decision
    from zsa_portal.people.models import Expert

__all__ = ["Announcement", "Audit", "PatentDisclosure", "PatentStatement", "PublicationSteps"]

ON_PATENTS = ("tab:approval", _("Patents and approval"))
COMPLETED_ON = (ADD_PAPERS, ("tab:review", _("Review")), ON_PATENTS)
PREPARED_ON = (
    ("standards:texts", _("Texts of the standard")),
    ("standards:cover", _("Cover data")),
    ("workflow:correct", _("Correct the titles")),
)
TOLD = (Role.APPLICANT, Role.DRAFTING_GROUP, Role.COMMITTEE_SECRETARY)

takes_back_to = partial(back_to, steps=("submit_approval_dossier",), whose=acts_for_drafting_group)


class PublicationSteps(models.Model):
    """The steps from the passed review to the published standard."""

    audit_round = models.PositiveSmallIntegerField(
        _("round of the audit"), default=0, editable=False
    )
    audit_handling = models.TextField(
        _("how the experts' changes were handled"), blank=True, editable=False
    )
    approval_decision = models.ForeignKey(
        "zsa_ballots.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="approved_projects",
        verbose_name=_("decision on publication"),
    )
    standard_number = models.CharField(
        _("standard number"), max_length=40, blank=True, editable=False
    )

    class Meta:
        abstract = True

    @property
    def edition(self) -> Edition | None:
        """The numbered edition with its texts, None before the number is given; once an object."""
        rows = self.editions.select_related("standard", "announcement", "replaces__standard")
        return kept(self, "edition", rows.prefetch_related("texts").first)

    def drafting_unit_names(self) -> list[str]:
        """Names of the organisations that draft this standard, the lead first."""
        return engagement.drafting_units(self)

    def drafter_ids(self) -> list[int]:
        """Users who sit, or sat, in the drafting group."""
        group = self.drafting_group
        return list(group.seats.values_list("user", flat=True)) if group else []

    def correction_refusal(self) -> str:
        """The title of a published edition is a fact."""
        if self.state != S.PUBLISHED:
            return ""
        sentence = gettext("%(number)s is published under its title; a published title stays.")
        return sentence % {"number": self.standard_number}

    def corrected(self, before: dict[str, str], *, by: Any) -> None:
        """A numbered edition takes over the corrected titles; its official document is issued anew."""
        if self.edition is None:
            return
        announcement = numbering.edition_retitle(self.edition, self, before)
        rows = announcement.editions.select_related("project")
        about = [edition.project for edition in rows if edition.project]
        forms.issue(ANNOUNCEMENT_FORM, about=about, data=announcement_data(announcement), by=by)

    @transition(
        field="state",
        source=[S.REVIEW_PASSED, S.APPROVAL_RETURNED],
        target=S.APPROVAL_DRAFT_READY,
        permission=acts_for_drafting_group,
        conditions=[
            rules.approval_dossier_is_complete,
            changes_are_answered,
            rules.patents_are_settled,
        ],
        custom=step(
            _("Submit the approval dossier"), rules=("F25", "F26"), tells=TOLD, mends=COMPLETED_ON
        ),
    )
    def submit_approval_dossier(self) -> None:
        """Submit the complete approval dossier to the secretariat (第二十五条)."""

    @transition(
        field="state",
        source=S.APPROVAL_DRAFT_READY,
        target=S.REVIEW_PASSED,
        permission=takes_back_to(S.REVIEW_PASSED),
        custom=step(
            _("Take the approval dossier back"),
            tone="secondary",
            undoes="submit_approval_dossier",
            tells=(Role.SECRETARIAT,),
        ),
    )
    def take_back_approval_dossier(self) -> None:
        """Take a dossier submitted for the first time back before the secretariat acts on it."""

    @transition(
        field="state",
        source=S.APPROVAL_DRAFT_READY,
        target=S.APPROVAL_RETURNED,
        permission=takes_back_to(S.APPROVAL_RETURNED),
        custom=step(
            _("Take the approval dossier back"),
            tone="secondary",
            undoes="submit_approval_dossier",
            tells=(Role.SECRETARIAT,),
        ),
    )
    def take_back_reworked_dossier(self) -> None:
        """Take back a dossier that was submitted again after it was returned."""

    @transition(
        field="state",
        source=S.APPROVAL_DRAFT_READY,
        target=S.APPROVAL_RETURNED,
        permission=acts_for_secretariat,
        custom=step(
            _("Return the approval dossier"),
            tone="danger",
            rules=("F25", "F28"),
            form=REASON,
            tells=TOLD,
        ),
    )
    def return_approval_dossier(self, *, reason: str) -> None:
        """Send a deficient dossier back with reasons."""
        rules.reasons_are_given.require(reason)

    @transition(
        field="state",
        source=S.APPROVAL_DRAFT_READY,
        target=S.EXPERT_CHECK,
        permission=acts_for_secretariat,
        conditions=[rules.approval_dossier_is_complete],
        custom=step(
            _("Engage experts"),
            rules=("F06a", "F28"),
            form="standards.publication.forms.EngageForm",
            tells=(Role.EXPERT, *TOLD),
            explanation=_(
                "The experts read the dossier and give their opinions here; nobody of "
                "the drafting organisations may be engaged."
            ),
        ),
    )
    def engage_experts(self, *, experts: Sequence[Expert]) -> None:
        """Engage experts to audit the dossier (第二十八条)."""
        self.audit_round += 1
        self.save(update_fields=["audit_round"])
        self._engage(experts)

    @transition(
        field="state",
        source=S.EXPERT_CHECK,
        target=None,
        permission=acts_for_secretariat,
        custom=step(
            _("Engage more experts"),
            tone="secondary",
            rules=("F28",),
            form="standards.publication.forms.EngageForm",
            tells=(Role.EXPERT,),
        ),
    )
    def engage_more_experts(self, *, experts: Sequence[Expert]) -> None:
        """Engage further experts during the audit."""
        self._engage(experts)

    @transition(
        field="state",
        source=S.EXPERT_CHECK,
        target=None,
        permission=acts_for_secretariat,
        custom=step(
            _("Release an expert"),
            tone="secondary",
            rules=("F28",),
            form="standards.publication.forms.ReleaseForm",
        ),
    )
    def release_expert(self, *, audit: Audit, reason: str) -> None:
        """Release an expert who has given no opinion, with the reason."""
        if audit.project_id != self.pk or audit.released_at or audit.round != self.audit_round:
            raise BadValue("audit", gettext("This expert is not engaged in this audit."))
        rules.opinion_is_not_given.require(audit)
        engagement.release(self, audit, reason)
        let_go(self)

    @transition(
        field="state",
        source=S.EXPERT_CHECK,
        target=S.COUNCIL_APPROVAL,
        permission=acts_for_secretariat,
        conditions=[
            rules.approval_dossier_is_complete,
            rules.every_expert_has_answered,
            rules.no_expert_refuses,
            rules.patents_are_settled,
        ],
        custom=step(
            _("Audit passed: send to the council"),
            mends=(ON_PATENTS,),
            rules=("F06a", "F26", "F28"),
            form="standards.publication.forms.AuditPassForm",
            tells=(*TOLD, Role.COUNCIL),
        ),
    )
    def pass_audit(self, *, handling: str = "") -> None:
        """The audit passed: the dossier goes before the council (第二十八条)."""
        rules.changes_are_handled.require((self, handling))
        self.audit_handling = handling
        engagement.dismiss_all(self)

    @transition(
        field="state",
        source=S.COUNCIL_APPROVAL,
        target=S.EXPERT_CHECK,
        permission=right_after("pass_audit", whose=acts_for_secretariat),
        custom=step(
            _("Take the audit back"),
            tone="secondary",
            undoes="pass_audit",
            tells=(*TOLD, Role.COUNCIL),
        ),
    )
    def take_back_audit(self) -> None:
        """Take the passed audit back before the council's decision is recorded."""

    @transition(
        field="state",
        source=S.EXPERT_CHECK,
        target=S.APPROVAL_RETURNED,
        permission=acts_for_secretariat,
        custom=step(
            _("Audit failed: return the dossier"),
            tone="danger",
            rules=("F28",),
            form=REASON,
            tells=TOLD,
        ),
    )
    def fail_audit(self, *, reason: str) -> None:
        """The audit failed: the dossier goes back with reasons (第二十八条)."""
        rules.reasons_are_given.require(reason)
        engagement.dismiss_all(self)

    @transition(
        field="state",
        source=S.COUNCIL_APPROVAL,
        target=S.APPROVED,
        permission=records_for_council,
        conditions=[rules.patents_are_settled, rules.council_has_approved],
        custom=step(
            _("Record the council's approval"),
            rules=("F06a", "F26", "F28"),
            page="standards:decision_new",
            fulfils=("F06a",),
            tells=(*TOLD, Role.SECRETARIAT),
        ),
    )
    def approve_publication(self, *, decision: Decision) -> None:
        """The council approved publication (第二十八、二十九条)."""
        self.approval_decision = decision

    @transition(
        field="state",
        source=S.COUNCIL_APPROVAL,
        target=S.APPROVAL_RETURNED,
        permission=records_for_council,
        conditions=[rules.council_has_refused],
        custom=step(
            _("Return after the council's refusal"),
            tone="danger",
            rules=("F06a", "F28"),
            fulfils=("decision",),
            form="standards.publication.forms.CouncilReturnForm",
            tells=(*TOLD, Role.SECRETARIAT),
        ),
    )
    def return_after_council(self, *, reason: str) -> None:
        """The council did not approve: the dossier goes back with reasons.

        第二十八条 knows no final refusal here; a project that cannot go on ends by 第二十七条.
        """
        rules.reasons_are_given.require(reason)

    @transition(
        field="state",
        source=S.APPROVED,
        target=S.NUMBERING_PUBLISHING,
        permission=acts_for_secretariat,
        conditions=[rules.approval_is_on_record],
        custom=step(
            _("Number and announce"),
            rules=("F06a", "F29", "F30"),
            page="standards:announcement_new",
            tells=TOLD,
            explanation=_(
                "The standard gets the next running number; the announcement confirms it."
            ),
        ),
    )
    def number_standard(self, *, announcement: Announcement) -> None:
        """Give the standard its number under an announcement (第二十九、三十条)."""
        edition = numbering.edition_open(self, announcement)
        let_go(self)
        self.standard_number = self.number = edition.number

    @transition(
        field="state",
        source=S.NUMBERING_PUBLISHING,
        target=S.PUBLISHED,
        permission=acts_for_secretariat,
        conditions=[
            rules.official_document_confirms,
            rules.cover_is_complete,
            rules.texts_are_there,
            rules.publication_day_is_reached,
        ],
        custom=step(
            _("Publish"),
            mends=PREPARED_ON,
            rules=("F29", "F31", "F34"),
            tells=(*TOLD, Role.COMMITTEE, Role.COUNCIL_SECRETARY),
            explanation=_(
                "The standard appears in the public catalogue with its cover, and its "
                "texts as far as they are released."
            ),
        ),
    )
    def publish_standard(self) -> None:
        """Publish the standard in Chinese and English (第三十一、三十四条)."""
        edition = numbering.edition_publish(self.edition)
        forms.issue(STANDARD_COVER, about=self, data=cover_data(edition), by=self.acting)

    def _engage(self, experts: Sequence[Any]) -> None:
        rules.experts_are_named.require(experts)
        rules.experts_are_impartial.require((self, experts))
        engagement.engage(self, experts)
        let_go(self)
