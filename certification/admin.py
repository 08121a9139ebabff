"""The admin of recognition: what procedures write is read there, never changed."""

from __future__ import annotations

from django.contrib import admin

from certification.acceptance.records import Acceptance, CommentCheck
from certification.applications.records import BodyFacts
from certification.models import Recognition
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Recognition)
class RecognitionAdmin(ReadOnly):
    list_display = ("number", "title", "source_number", "state", "applicant", "entered_at")
    list_filter = ("state", "field")
    search_fields = ("number", "title", "source_number")
    list_select_related = ("applicant",)


@admin.register(BodyFacts)
class BodyFactsAdmin(ReadOnly):
    list_display = ("organisation", "since", "rules_since", "incident_on", "recorded_at")
    search_fields = ("organisation__name",)
    list_select_related = ("organisation",)


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnly):
    list_display = ("recognition", "submitted_at", "result", "finished_by", "finished_at")
    list_filter = ("result",)
    list_select_related = ("recognition", "finished_by")


@admin.register(CommentCheck)
class CommentCheckAdmin(ReadOnly):
    list_display = ("opinion", "verdict", "topic", "by", "at")
    list_filter = ("verdict", "topic")
    list_select_related = ("opinion", "by")
