"""The admin of standards: what procedures write is read there, never changed."""

from __future__ import annotations

from django.contrib import admin

from standards.models import (
    Announcement,
    Edition,
    Evaluation,
    PatentDisclosure,
    PatentStatement,
    PolicyReview,
    Project,
    Standard,
    StandardText,
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


@admin.register(Standard)
class StandardAdmin(ReadOnly):
    list_display = ("running", "field", "committee")
    list_filter = ("field",)
    search_fields = ("running", "editions__title", "editions__title_en")
    list_select_related = ("committee",)


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ("number", "title", "status", "published_on", "implemented_on")
    list_filter = ("status", "year")
    search_fields = ("number", "title", "title_en")
    list_select_related = ("standard",)


@admin.register(StandardText)
class StandardTextAdmin(ReadOnly):
    list_display = ("edition", "language", "released", "added_by", "added_at")
    list_filter = ("language", "released")
    list_select_related = ("edition__standard", "added_by")


@admin.register(Announcement)
class AnnouncementAdmin(ReadOnly):
    list_display = ("number", "title", "published_on", "implemented_on")
    search_fields = ("number", "title")
