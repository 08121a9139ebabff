"""The three procedures: the yearly re-check, the three-yearly re-examination, the revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pghistory
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.parties import acts_for_applicant, acts_for_secretariat
from certification.upkeep import facts, rules
from certification.upkeep.conclusions import ChangesConclusion, Conclusion, Ground
from certification.upkeep.effects import new_edition, of_conclusion
from certification.upkeep.engaging import CHANGES_REVIEW, RECHECK_REVIEW
from certification.upkeep.letters import LetterSteps
from certification.upkeep.official import comparison_data
from certification.upkeep.panel import ReexaminationPanelSteps
from certification.upkeep.papers import (
    COMPARISON,
    KEPT_IN_VIEW,
    RECHECK,
    RECHECK_MATERIAL,
    REEXAMINATION,
    REEXAMINATION_MATERIAL,
    RETURN_DAYS,
    REVISION,
    REVISION_MATERIAL,
)
from certification.upkeep.states import (
    RECHECK_STATES,
    REEXAMINATION_STATES,
    REVISION_STATES,
    STAGES,
    U,
)
from certification.upkeep.steps import ARTICLES, UpkeepSteps
from zsa_portal.documents import forms
from zsa_portal.engagements import actions as engagements
from zsa_portal.workflow.fields import InField
from zsa_portal.workflow.machine import REASON, register, step
from zsa_portal.workflow.triggers import begins_as

if TYPE_CHECKING:
    from zsa_portal.catalogue.models import Announcement, Edition

LETTER_ROLES = (
    roles.APPLICANT,
    roles.SECRETARIAT,
    roles.EXPERT,
    roles.COUNCIL,
    roles.COUNCIL_SECRETARY,
)
PANEL_ROLES = (*LETTER_ROLES, roles.PANEL)


def tracked(name: str) -> Any:
    """History of a procedure's own table, beside that of its matter."""
    return pghistory.track(
        obj_field=pghistory.ObjForeignKey(related_name=name, related_query_name=name)
    )


class WithoutMaterial(facts.KeptSteps):
    """What is owed on its day goes on also when the body sends nothing."""

    class Meta:
        abstract = True

    @step(
        U.OVERDUE,
        U.REVIEWERS,
        may=acts_for_secretariat,
        label=_("Go on without the material"),
        tone="danger",
        form=REASON,
        cites=["R20", "R24"],
        tells=(roles.APPLICANT,),
        explanation=_("The reviewers are told that the body sent no material."),
        beside=KEPT_IN_VIEW,
    )
    def go_on_without_material(self, *, reason: str) -> None:
        """The body sent nothing: the standard is reviewed by what is known (第二十、二十四条)."""

    def material_came(self, by: Any) -> None:
        """Nothing is made of the material itself."""

    def take_effect(self, by: Any) -> None:
        """Do what was concluded: nothing, a revision, or the end of the recognition."""
        of_conclusion(self, by)


@register
@tracked("recheck_events")
class Recheck(InField, UpkeepSteps, WithoutMaterial, LetterSteps, facts.Kept):
    """The yearly re-check of a recognised standard's advancedness (先进性复核, 第六章)."""

    kind_code = RECHECK
    kind_label = _("Yearly re-check")
    ROLES = LETTER_ROLES
    STATES = RECHECK_STATES
    STAGES = STAGES
    MATERIAL = RECHECK_MATERIAL
    CONCLUSIONS = Conclusion
    PLAIN = Conclusion.CONTINUE
    EDITION_BY = ""
    REVIEW = RECHECK_REVIEW
    page_related: ClassVar[tuple[str, ...]] = ("edition__standard", "letter__form")

    class Meta:
        verbose_name = _("yearly re-check")
        verbose_name_plural = _("yearly re-checks")
        triggers = [begins_as(U.MATERIAL)]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "due_on"],
                condition=models.Q(due_on__isnull=False),
                name="one_recheck_of_a_day",
            )
        ]

    @classmethod
    def list_url(cls) -> str:
        return reverse("certification:rechecks")


@register
@tracked("reexamination_events")
class Reexamination(InField, UpkeepSteps, WithoutMaterial, ReexaminationPanelSteps, facts.Kept):
    """The re-examination of a recognised standard every three years (复审, 第八章)."""

    kind_code = REEXAMINATION
    kind_label = _("Re-examination")
    ROLES = PANEL_ROLES
    RESPONSIBLE = roles.PANEL
    STATES = REEXAMINATION_STATES
    STAGES = STAGES
    MATERIAL = REEXAMINATION_MATERIAL
    CONCLUSIONS = Conclusion
    PLAIN = Conclusion.CONTINUE
    EDITION_BY = ""
    page_related: ClassVar[tuple[str, ...]] = ("edition__standard", "letter__form", "panel")

    class Meta:
        verbose_name = _("re-examination")
        verbose_name_plural = _("re-examinations")
        triggers = [begins_as(U.MATERIAL)]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "due_on"],
                condition=models.Q(due_on__isnull=False),
                name="one_reexamination_of_a_day",
            )
        ]

    @classmethod
    def list_url(cls) -> str:
        return reverse("certification:reexaminations")


class RevisionSteps(facts.KeptSteps):
    """What a revision has of its own: the new number, its changes, the new edition."""

    ground = models.CharField(_("ground"), max_length=20, choices=Ground, editable=False)
    source_number = models.CharField(
        _("number of the revised group standard"), max_length=80, blank=True
    )
    new_edition = models.ForeignKey(
        "zsa_catalogue.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("new edition"),
    )

    class Meta:
        abstract = True

    def material_came(self, by: Any) -> None:
        """The comparison table is issued as it was submitted (第二十三条)."""
        rules.changes_are_described.require(self)
        rules.new_number_is_given.require(self)
        forms.issue(COMPARISON, about=self, data=comparison_data(self), by=by)

    def take_effect(self, by: Any) -> None:
        """Changes that were not accepted leave the edition in force as it is."""

    @property
    def ground_in_chinese(self) -> str:
        """The ground as papers print it."""
        with translation.override("zh-hans"):
            return str(Ground(self.ground).label)

    @property
    def new_number(self) -> str:
        """The number of the new edition, empty while there is none."""
        found: Edition | None = self.new_edition
        return found.number if found else ""

    @step(
        U.LETTERS,
        U.MATERIAL,
        may=acts_for_secretariat,
        label=_("Have the revision reworked"),
        tone="secondary",
        form=REASON,
        cites=["R23"],
        tells=(roles.APPLICANT,),
        beside=KEPT_IN_VIEW,
    )
    def return_revision(self, *, reason: str) -> None:
        """The reviewers ask for changes: the revision goes back (第二十三条)."""
        engagements.dismiss_all(matter=self, kind=self.REVIEW)
        self.ask_again(int(RETURN_DAYS.value()))

    @step(
        U.APPROVED,
        U.DONE,
        may=acts_for_secretariat,
        needs=[rules.standard_is_in_force, rules.changes_are_accepted],
        label=_("Publish the revised standard"),
        cites=ARTICLES,
        page="certification:edition_publication",
        tells=(roles.APPLICANT, roles.COUNCIL_SECRETARY),
        explanation=_("The new edition replaces the old one in the catalogue; the body is told."),
    )
    def publish_revision(self, *, by: Any, announcement: Announcement) -> None:
        """The revised standard replaces the edition before it, under its new number (第二十三条)."""
        self.new_edition = new_edition(self, announcement)

    @step(
        [U.MATERIAL, U.OVERDUE, U.REVIEWERS],
        U.WITHDRAWN,
        may=acts_for_applicant,
        needs=[rules.revision_is_own],
        label=_("Give the revision up"),
        tone="danger",
        form=REASON,
        tells=(roles.SECRETARIAT,),
    )
    def withdraw_revision(self, *, reason: str) -> None:
        """The body gives up a revision that nobody asked it for."""


@register
@tracked("revision_events")
class StandardRevision(InField, UpkeepSteps, LetterSteps, RevisionSteps, facts.Kept):
    """The revision of a recognised standard by its body (修订, 第七章)."""

    kind_code = REVISION
    kind_label = _("Revision of a recognised standard")
    ROLES = LETTER_ROLES
    STATES = REVISION_STATES
    STAGES = STAGES
    MATERIAL = REVISION_MATERIAL
    CONCLUSIONS = ChangesConclusion
    PLAIN = ChangesConclusion.ACCEPT
    EDITION_BY = "publish_revision"
    REVIEW = CHANGES_REVIEW
    page_related: ClassVar[tuple[str, ...]] = ("edition__standard", "new_edition__standard")

    class Meta:
        verbose_name = _("revision of a recognised standard")
        verbose_name_plural = _("revisions of recognised standards")
        triggers = [begins_as(U.MATERIAL)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("certification:revisions")
