"""The catalogue in the admin: for looking only."""

from __future__ import annotations

from django.contrib import admin

from zsa_portal.catalogue.models import Announcement, Edition, Standard, StandardText
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Standard)
class StandardAdmin(ReadOnly):
    list_display = ("running", "body_code", "field", "committee")
    list_filter = ("field",)
    search_fields = ("running", "body_code", "editions__title", "editions__title_en")
    list_select_related = ("committee",)


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ("number", "title", "kind", "status", "published_on", "implemented_on")
    list_filter = ("kind", "status", "year")
    search_fields = ("number", "title", "title_en", "source_number")
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
