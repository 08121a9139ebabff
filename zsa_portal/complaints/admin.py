"""Complaints in the administration: to look at, never to change; no complainant, no secrets, no words."""

from __future__ import annotations

from django.contrib import admin

from zsa_portal.complaints.models import Complaint
from zsa_portal.people.admin_base import ReadOnly


@admin.register(Complaint)
class ComplaintAdmin(ReadOnly):
    """Which complaints there are and where they stand."""

    list_display = ("number", "standard_number", "state", "outcome", "created_at", "ended_at")
    list_filter = ("state", "outcome", "procedure")
    search_fields = ("number", "standard_number")
    fields = (
        "number",
        "standard_number",
        "standard_title",
        "procedure",
        "state",
        "outcome",
        "close_by",
        "ended_at",
    )
    readonly_fields = fields
