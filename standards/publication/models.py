"""Approval and publication: dossier, audit, council, number, publication (制定 第二十五至三十四条)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.facts import ProjectSteps
from standards.papers import ADD_PAPERS, IN_VIEW
from standards.parties import acts_for_drafting_group, acts_for_secretariat, records_for_council
from standards.publication import rules
from standards.publication.edition import announced, numbered
from standards.publication.engagement import EXPERT_AUDIT, drafting_units
from standards.publication.records import PatentDisclosure, PatentStatement
from standards.review.rules import changes_are_answered
from standards.states import S
from zsa_portal.catalogue.announcements import ANNOUNCEMENT_FORM
from zsa_portal.catalogue.covers import STANDARD_COVER, copyright_note, cover_data
from zsa_portal.catalogue.editions import edition_publish, edition_retitle
from zsa_portal.documents import forms
from zsa_portal.engagements import actions as engagements
from zsa_portal.engagements.queries import engagements_of
from zsa_portal.workflow.machine import REASON, Together, step
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.rounds import back_to, right_after

if TYPE_CHECKING:
    from zsa_portal.ballots.resolutions import Decision
    from zsa_portal.catalogue.models import Announcement, Edition
    from zsa_portal.engagements.models import Engagement, EngagementQuerySet
    from zsa_portal.people.models import Expert

__all__ = ["PatentDisclosure", "PatentStatement", "PublicationSteps"]

ON_PATENTS = ("tab:approval", _("Patents and approval"))
COMPLETED_ON = (ADD_PAPERS, ("tab:review", _("Review")), ON_PATENTS)
PREPARED_ON = (
    ("standards:texts", _("Texts of the standard")),
    ("standards:cover", _("Cover data")),
    ("workflow:correct", _("Correct the titles")),
)
TOLD = (roles.APPLICANT, roles.DRAFTING_GROUP, roles.COMMITTEE_SECRETARY)

takes_back_to = partial(back_to, steps=("submit_approval_dossier",), whose=acts_for_drafting_group)


class PublicationSteps(ProjectSteps):
    """The steps from the passed review to the published standard."""

    overview_waiver = models.TextField(_("why annex 6 does not apply"), blank=True, editable=False)
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
        found: Edition | None = remembered(self, "edition", rows.prefetch_related("texts").first)
        return found

    @property
    def audits(self) -> EngagementQuerySet:
        """The experts' audits, the latest round first."""
        return engagements_of(self, EXPERT_AUDIT)

    @property
    def live_audits(self) -> list[Engagement]:
        """The audits that count: see the rules of the article."""
        return rules.live_audits(self)

    def drafting_unit_names(self) -> list[str]:
        """Names of the organisations that draft this standard, the lead first."""
        return drafting_units(self)

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
        edition_retitle(
            self.edition, before=before, now={name: getattr(self, name) for name in before}
        )
        announcement = self.edition.announcement
        rows: Any = type(self).objects.filter(editions__announcement=announcement)
        about = list(rows.select_related("approval_decision"))
        data = announced(cast("Announcement", announcement), about)
        forms.issue(ANNOUNCEMENT_FORM, about=about, data=data, by=by)

    @step(
        [S.REVIEW_PASSED, S.APPROVAL_RETURNED],
        S.APPROVAL_DRAFT_READY,
        may=acts_for_drafting_group,
        needs=[
            rules.approval_dossier_is_complete,
            changes_are_answered,
            rules.patents_are_settled,
        ],
        label=_("Submit the approval dossier"),
        uses=[rules.overview_is_settled],
        form="standards.publication.forms.DossierForm",
        tells=TOLD,
        mends=COMPLETED_ON,
    )
    def submit_approval_dossier(self, *, applies: bool | None = None, why_not: str = "") -> None:
        """Submit the complete approval dossier to the secretariat (第二十五条).

        ``applies`` says whether annex 6 does, ``why_not`` why it does not; without an answer that
        of an earlier submission holds.
        """
        if applies is not None:
            self.overview_waiver = "" if applies else why_not.strip()
        rules.overview_is_settled.require(self)

    @step(
        S.APPROVAL_DRAFT_READY,
        S.REVIEW_PASSED,
        may=takes_back_to(S.REVIEW_PASSED),
        label=_("Take the approval dossier back"),
        tone="secondary",
        undoes="submit_approval_dossier",
        tells=(roles.SECRETARIAT,),
    )
    def take_back_approval_dossier(self) -> None:
        """Take a dossier submitted for the first time back before the secretariat acts on it."""

    @step(
        S.APPROVAL_DRAFT_READY,
        S.APPROVAL_RETURNED,
        may=takes_back_to(S.APPROVAL_RETURNED),
        label=_("Take the approval dossier back"),
        tone="secondary",
        undoes="submit_approval_dossier",
        tells=(roles.SECRETARIAT,),
    )
    def take_back_reworked_dossier(self) -> None:
        """Take back a dossier that was submitted again after it was returned."""

    @step(
        S.APPROVAL_DRAFT_READY,
        S.APPROVAL_RETURNED,
        may=acts_for_secretariat,
        label=_("Return the approval dossier"),
        tone="danger",
        uses=[rules.reasons_are_given],
        cites=["F25"],
        form=REASON,
        tells=TOLD,
    )
    def return_approval_dossier(self, *, reason: str) -> None:
        """Send a deficient dossier back with reasons."""
        rules.reasons_are_given.require(reason)

    @step(
        S.APPROVAL_DRAFT_READY,
        S.EXPERT_CHECK,
        may=acts_for_secretariat,
        needs=[
            rules.approval_dossier_is_complete,
            rules.overview_is_settled,
            rules.patents_are_settled,
        ],
        label=_("Engage experts"),
        together=Together(
            _(
                "The same experts may audit several dossiers: each gives an opinion on each of "
                "them, and nobody audits what an organisation of their own drafted."
            ),
            ahead=("standards.publication.queries.with_approval_dossiers",),
        ),
        uses=[rules.experts_are_named, rules.experts_are_impartial],
        form="standards.publication.forms.EngageForm",
        tells=(roles.EXPERT, *TOLD),
        explanation=_(
            "The experts read the dossier and give their opinions here; nobody of "
            "the drafting organisations may be engaged."
        ),
    )
    def engage_experts(self, *, by: Any, experts: Sequence[Expert]) -> None:
        """Engage experts to audit the dossier (第二十八条)."""
        self._require_auditors(experts)
        engagements.engage_anew(matter=self, kind=EXPERT_AUDIT, experts=experts, by=by)

    @step(
        S.EXPERT_CHECK,
        None,
        may=acts_for_secretariat,
        label=_("Engage more experts"),
        tone="secondary",
        uses=[rules.experts_are_named, rules.experts_are_impartial],
        form="standards.publication.forms.EngageForm",
        tells=(roles.EXPERT,),
    )
    def engage_more_experts(self, *, by: Any, experts: Sequence[Expert]) -> None:
        """Engage further experts during the audit."""
        self._require_auditors(experts)
        engagements.engage(matter=self, kind=EXPERT_AUDIT, experts=experts, by=by)

    @step(
        S.EXPERT_CHECK,
        None,
        may=acts_for_secretariat,
        label=_("Release an expert"),
        tone="secondary",
        uses=[rules.opinion_is_not_given],
        form="standards.publication.forms.ReleaseForm",
    )
    def release_expert(self, *, audit: Engagement, reason: str) -> None:
        """Release an expert who has given no opinion, with the reason."""
        rules.opinion_is_not_given.require(audit)
        engagements.release(matter=self, kind=EXPERT_AUDIT, engagement=audit, reason=reason)

    @step(
        S.EXPERT_CHECK,
        S.COUNCIL_APPROVAL,
        may=acts_for_secretariat,
        needs=[
            rules.approval_dossier_is_complete,
            rules.overview_is_settled,
            rules.every_expert_has_answered,
            rules.no_expert_refuses,
            rules.patents_are_settled,
        ],
        label=_("Audit passed: send to the council"),
        mends=(ON_PATENTS,),
        beside=IN_VIEW,
        form="standards.publication.forms.AuditPassForm",
        tells=(*TOLD, roles.COUNCIL),
    )
    def pass_audit(self, *, handling: str = "") -> None:
        """The audit passed: the dossier goes before the council (第二十八条)."""
        rules.changes_are_handled.require((self, handling))
        self.audit_handling = handling
        engagements.dismiss_all(matter=self, kind=EXPERT_AUDIT)

    @step(
        S.COUNCIL_APPROVAL,
        S.EXPERT_CHECK,
        may=right_after("pass_audit", whose=acts_for_secretariat),
        label=_("Take the audit back"),
        tone="secondary",
        undoes="pass_audit",
        tells=(*TOLD, roles.COUNCIL),
    )
    def take_back_audit(self) -> None:
        """Take the passed audit back before the council's decision is recorded."""

    @step(
        S.EXPERT_CHECK,
        S.APPROVAL_RETURNED,
        may=acts_for_secretariat,
        label=_("Audit failed: return the dossier"),
        tone="danger",
        uses=[rules.reasons_are_given],
        beside=IN_VIEW,
        form=REASON,
        tells=TOLD,
    )
    def fail_audit(self, *, reason: str) -> None:
        """The audit failed: the dossier goes back with reasons (第二十八条)."""
        rules.reasons_are_given.require(reason)
        engagements.dismiss_all(matter=self, kind=EXPERT_AUDIT)

    @step(
        S.COUNCIL_APPROVAL,
        S.APPROVED,
        may=records_for_council,
        needs=[
            rules.approval_dossier_is_complete,
            rules.overview_is_settled,
            rules.patents_are_settled,
            rules.council_has_approved,
        ],
        label=_("Record the council's approval"),
        cites=["F28"],
        page="standards:decision_new",
        fulfils=[rules.council_has_approved],
        tells=(*TOLD, roles.SECRETARIAT),
    )
    def approve_publication(self, *, decision: Decision) -> None:
        """The council approved publication (第二十八、二十九条)."""
        self.approval_decision = decision

    @step(
        S.COUNCIL_APPROVAL,
        S.APPROVAL_RETURNED,
        may=records_for_council,
        needs=[rules.council_has_refused],
        label=_("Return after the council's refusal"),
        tone="danger",
        uses=[rules.reasons_are_given],
        fulfils=[rules.council_has_refused],
        form="standards.publication.forms.CouncilReturnForm",
        tells=(*TOLD, roles.SECRETARIAT),
    )
    def return_after_council(self, *, reason: str) -> None:
        """The council did not approve: the dossier goes back with reasons.

        第二十八条 knows no final refusal here; a project that cannot go on ends by 第二十七条.
        """
        rules.reasons_are_given.require(reason)

    @step(
        S.APPROVED,
        S.NUMBERING_PUBLISHING,
        may=acts_for_secretariat,
        needs=[rules.approval_is_on_record],
        label=_("Number and announce"),
        uses=[standard_number],
        page="standards:announcement_new",
        tells=TOLD,
        explanation=_("The standard gets the next running number; the announcement confirms it."),
    )
    def number_standard(self, *, announcement: Announcement) -> None:
        """Give the standard its number under an announcement (第二十九、三十条)."""
        edition = numbered(self, announcement)
        self.standard_number = self.number = edition.number

    @step(
        S.NUMBERING_PUBLISHING,
        S.PUBLISHED,
        may=acts_for_secretariat,
        needs=[
            rules.official_document_confirms,
            rules.cover_is_complete,
            rules.texts_are_there,
            rules.publication_day_is_reached,
        ],
        label=_("Publish"),
        mends=PREPARED_ON,
        uses=[copyright_note],
        tells=(*TOLD, roles.COMMITTEE, roles.COUNCIL_SECRETARY),
        explanation=_(
            "The standard appears in the public catalogue with its cover, and its "
            "texts as far as they are released."
        ),
    )
    def publish_standard(self, *, by: Any) -> None:
        """Publish the standard in Chinese and English (第三十一、三十四条)."""
        edition = edition_publish(cast("Edition", self.edition))
        forms.issue(STANDARD_COVER, about=self, data=cover_data(edition), by=by)

    def _require_auditors(self, experts: Sequence[Any]) -> None:
        rules.experts_are_named.require(experts)
        rules.experts_are_impartial.require((self, experts))
