"""The project and what its processes keep; one machine summed up from the processes' steps."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from standards import facts
from standards.consultation.models import ConsultationSteps
from standards.drafting.models import DraftingSteps
from standards.planning.models import PlanningSteps
from standards.planning.records import Evaluation, WorkPlan
from standards.proposals.models import PolicyReview, ProposalSteps
from standards.publication.models import (
    PatentDisclosure,
    PatentStatement,
    PublicationSteps,
)
from standards.review.models import ReviewSteps
from standards.roles import COMMITTEE, ROLES
from standards.states import STAGES, STATES, S
from zsa_portal.workflow.fields import InField
from zsa_portal.workflow.machine import register
from zsa_portal.workflow.triggers import begins_as

__all__ = [
    "Evaluation",
    "PatentDisclosure",
    "PatentStatement",
    "PolicyReview",
    "Project",
    "WorkPlan",
]


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="project_events", related_query_name="project_events"
    )
)
class Project(
    InField,
    ProposalSteps,
    PlanningSteps,
    DraftingSteps,
    ConsultationSteps,
    ReviewSteps,
    PublicationSteps,
    facts.Project,
):
    """A standard on its way from proposal to publication."""

    kind_code = "project"
    kind_label = _("Standard project")
    ROLES = ROLES
    RESPONSIBLE = COMMITTEE
    IS_PROJECT = True
    STATES = STATES
    STAGES = STAGES
    page_related: ClassVar[tuple[str, ...]] = ("committee", "drafting_group", "work_plan")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        triggers = [begins_as(S.DRAFT_PROPOSAL)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("standards:projects")
