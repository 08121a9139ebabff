"""Screens of project approval."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from standards.models import Project
from standards.pages import ProjectBatch
from standards.planning import queries
from standards.planning.forms import NoticeBatchForm, PlanBatchForm
from standards.planning.papers import FILING_DOSSIER
from standards.states import S
from zsa_portal.people.models import DepartmentCode, Post
from zsa_portal.people.places import places_of
from zsa_portal.workflow.batches import batch


@batch("standards:notice_batch")
class NewNotice(ProjectBatch):
    """Puts projects on public notice."""

    form_class = NoticeBatchForm
    state = S.READY_FOR_NOTICE
    step_name = "open_notice"
    page_title = _("Put on public notice")

    def prefetch(self, matters: list[Project]) -> None:
        prefetch_related_objects(matters, "evaluations")
        FILING_DOSSIER.read(matters)

    def entitled(self, user: Any) -> bool:
        return DepartmentCode.STANDARDS in places_of(user).departments


@batch("standards:plan_batch")
class NewPlan(ProjectBatch):
    """Issues a plan on the council's approval."""

    form_class = PlanBatchForm
    state = S.BEFORE_COUNCIL
    step_name = "issue_plan"
    page_title = _("Issue plan")

    def prefetch(self, matters: list[Project]) -> None:
        queries.with_objections(matters)
        FILING_DOSSIER.read(matters)

    def entitled(self, user: Any) -> bool:
        return f"post:{Post.COUNCIL_SECRETARY}" in places_of(user).parties
