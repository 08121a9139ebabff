"""The recognition and what its processes keep; one machine summed up from the processes' steps."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification import facts
from certification.acceptance.models import AcceptanceSteps
from certification.applications.models import ApplicationSteps
from certification.approval.models import ApprovalSteps
from certification.assessment.models import AssessmentSteps
from certification.one_mark.marks.models import Mark
from certification.one_mark.marks.records import Authorisation
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.records import Listing
from certification.panels.models import PanelSteps
from certification.reconsideration.models import ReconsiderationSteps
from certification.roles import PANEL, ROLES
from certification.states import STAGES, STATES, S
from certification.upkeep.models import Recheck, Reexamination, StandardRevision
from certification.upkeep.records import Change, Letter, Upkeep, Visit
from zsa_portal.ui.finding.sides import By
from zsa_portal.workflow.fields import InField
from zsa_portal.workflow.machine import register
from zsa_portal.workflow.triggers import begins_as

__all__ = [
    "Authorisation",
    "Change",
    "Letter",
    "Listing",
    "Mark",
    "Partner",
    "Recheck",
    "Recognition",
    "Reexamination",
    "StandardRevision",
    "Upkeep",
    "Visit",
]

RECOGNITIONS_FOUND_BY = By(("source_number",))
"""Of the table of its own; the columns that every matter has are found by theirs."""


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="recognition_events", related_query_name="recognition_events"
    )
)
class Recognition(
    InField,
    ApplicationSteps,
    AcceptanceSteps,
    PanelSteps,
    AssessmentSteps,
    ReconsiderationSteps,
    ApprovalSteps,
    facts.Recognition,
):
    """Another body's standard on its way to being recognised as a Zhongguancun standard."""

    kind_code = "recognition"
    kind_label = _("Recognition")
    ROLES = ROLES
    RESPONSIBLE = PANEL
    IS_PROJECT = True
    STATES = STATES
    STAGES = STAGES
    page_related: ClassVar[tuple[str, ...]] = ("panel",)
    FOUND_BY: ClassVar[By] = RECOGNITIONS_FOUND_BY
    OTHER_NUMBERS = RECOGNITIONS_FOUND_BY.columns

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        indexes = [RECOGNITIONS_FOUND_BY.index("recognitions_found")]
        triggers = [begins_as(S.DRAFT)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("certification:recognitions")
