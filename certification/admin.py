"""The admin of recognition: what procedures write is read there, never changed."""

from __future__ import annotations

from django.contrib import admin

from certification.models import Recognition
from certification.panels.records import Declaration, PanelPlan, Place
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Recognition)
class RecognitionAdmin(ReadOnly):
    list_display = ("number", "title", "source_number", "state", "applicant", "entered_at")
    list_filter = ("state", "field")
    search_fields = ("number", "title", "source_number")
    list_select_related = ("applicant",)


@admin.register(PanelPlan)
class PanelPlanAdmin(ReadOnly):
    list_display = ("matter", "kind", "body", "begun_at", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("matter", "body")
    search_fields = ("matter__title", "matter__number")


@admin.register(Place)
class PlaceAdmin(ReadOnly):
    list_display = ("name", "plan", "kind", "origin", "is_chair", "invited_at", "accepted_at")
    list_filter = ("kind", "origin")
    list_select_related = ("plan__matter",)
    search_fields = ("name", "employer", "plan__matter__title")


@admin.register(Declaration)
class DeclarationAdmin(ReadOnly):
    list_display = ("place", "kind", "signed_at", "signed_by")
    list_filter = ("kind",)
    list_select_related = ("place", "signed_by")
    search_fields = ("place__name",)
