"""The admin of recognition: what procedures write is read there, never changed."""

from __future__ import annotations

from django.contrib import admin

from certification.acceptance.records import Acceptance, CommentCheck
from certification.applications.records import BodyFacts
from certification.models import Mark, Partner, Recognition
from certification.panels.records import Declaration, PanelPlan, Place
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


@admin.register(Partner)
class PartnerAdmin(ReadOnly):
    list_display = ("number", "title", "works_as", "state", "accredited_until", "entered_at")
    list_filter = ("works_as", "state")
    search_fields = ("number", "title", "accreditation_number")


@admin.register(Mark)
class MarkAdmin(ReadOnly):
    list_display = ("number", "title", "model", "state", "applicant", "entered_at")
    list_filter = ("state",)
    search_fields = ("number", "title", "model")
    list_select_related = ("applicant",)
