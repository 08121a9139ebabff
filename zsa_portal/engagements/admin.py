"""Engagements in the admin: for looking only."""

from __future__ import annotations

from django.contrib import admin

from zsa_portal.engagements.models import Engagement
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Engagement)
class EngagementAdmin(ReadOnly):
    list_display = ("matter", "kind", "round", "expert", "conclusion", "at")
    list_filter = ("kind", "conclusion")
    list_select_related = ("matter", "expert")
