"""Ballots in the admin: for looking only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.decisions import DECISIONS
from zsa_portal.ballots.models import Ballot, Elector, Vote
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.people.admin_base import column


class ReadOnly(admin.ModelAdmin):
    """Rows that nobody adds, changes or deletes here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Ballot)
class BallotAdmin(ReadOnly):
    list_display = ["question", "kind", "body", "opened_at", "closes_at", "closed_at"]
    list_filter = ["kind", "basis"]
    list_select_related = ["body"]
    search_fields = ["question"]


@admin.register(Elector)
class ElectorAdmin(ReadOnly):
    list_display = ["name", "ballot", "organisation", "recused", "struck_at"]
    list_select_related = ["ballot", "organisation"]
    search_fields = ["name"]


@admin.register(Vote)
class VoteAdmin(ReadOnly):
    """That somebody voted, never how: administration is no part in a ballot."""

    list_display = [column("pk", _("key")), "elector", "cast_at", "cast_by", "replaced_at"]
    list_select_related = ["elector", "cast_by"]
    fields = ["elector", "cast_at", "cast_by", "replaced_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("choice", "reason", "sheet")


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    list_display = ["number", "body", "kind", "outcome", "decided_on", "recorded_by"]
    list_filter = ["outcome", "mode", "body"]
    list_select_related = ["body", "recorded_by"]

    @admin.display(description=_("purpose"), ordering="purpose")
    def kind(self, decision: Decision) -> str:
        declared = DECISIONS.get(decision.purpose)
        return str(declared.label) if declared else decision.purpose
