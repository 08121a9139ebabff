"""The admin of standards: what procedures write is read there, never changed."""

from __future__ import annotations

from django.contrib import admin

from standards.models import (
    Evaluation,
    PatentDisclosure,
    PatentStatement,
    PolicyReview,
    Project,
    WorkPlan,
)
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Project)
class ProjectAdmin(ReadOnly):
    list_display = ("number", "title", "state", "applicant", "committee", "entered_at")
    list_filter = ("state", "field", "committee")
    search_fields = ("number", "title", "title_en")
    list_select_related = ("applicant", "committee")


@admin.register(WorkPlan)
class WorkPlanAdmin(ReadOnly):
    list_display = ("number", "issued_on", "decision")
    list_select_related = ("decision",)


@admin.register(PolicyReview)
class PolicyReviewAdmin(ReadOnly):
    list_display = ("project", "passed", "reviewer", "at")
    list_select_related = ("project", "reviewer")


@admin.register(Evaluation)
class EvaluationAdmin(ReadOnly):
    list_display = ("project", "necessary", "feasible", "evaluator", "at")
    list_select_related = ("project", "evaluator")


@admin.register(PatentDisclosure)
class PatentDisclosureAdmin(ReadOnly):
    list_display = ("patent_number", "title", "holder", "project", "licence")
    list_filter = ("licence",)
    search_fields = ("patent_number", "title", "holder")
    list_select_related = ("project",)


@admin.register(PatentStatement)
class PatentStatementAdmin(ReadOnly):
    list_display = ("project", "by", "at")
    list_select_related = ("project", "by")
