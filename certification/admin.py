"""The admin of recognition: what procedures write is read there, never changed."""

from __future__ import annotations

from django.contrib import admin

from certification.models import Recognition
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Recognition)
class RecognitionAdmin(ReadOnly):
    list_display = ("number", "title", "source_number", "state", "applicant", "entered_at")
    list_filter = ("state", "field")
    search_fields = ("number", "title", "source_number")
    list_select_related = ("applicant",)
