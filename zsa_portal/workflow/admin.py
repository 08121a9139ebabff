"""The admin reads matters, logs and duties; it changes none of them."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import Case, F, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.administration.offices import Office, entrust
from zsa_portal.workflow.models import Duty, Involvement, LogEntry, Matter, Recusal
from zsa_portal.workflow.wording import reason_said, reasons_typed, values_said


class ReadOnly(admin.ModelAdmin):
    """Rows that only the procedure writes."""

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Matter)
class MatterAdmin(ReadOnly):
    list_display = ("number", "title", "kind", "state", "applicant", "entered_at", "due_at")
    list_filter = ("kind", "state")
    search_fields = ("number", "title", "title_en")
    list_select_related = ("applicant",)
    date_hierarchy = "created_at"


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnly):
    """What happened, for the audit office: without words that few may know."""

    list_display = ("at", "matter", "step", "from_state", "to_state", "by")
    list_filter = ("step",)
    fields = ("matter", "at", "by", "step", "from_state", "to_state", "rules", "why", "told")
    search_fields = ("matter__title", "matter__number", "said")
    list_select_related = ("matter", "by")
    date_hierarchy = "at"

    def get_queryset(self, request: Any) -> Any:
        """The entries with ``said``, the reason by which they are found."""
        untold = Case(
            When(step__in=reasons_typed(), then=Value("")),
            default=F("reason"),
            output_field=TextField(),
        )
        return super().get_queryset(request).annotate(said=untold)

    @admin.display(description=_("reason"))
    def why(self, row: LogEntry) -> str:
        """The reason as pages say it."""
        return reason_said(row.step, row.reason)

    @admin.display(description=_("values"))
    def told(self, row: LogEntry) -> str:
        """The values as pages say them."""
        return json.dumps(values_said(row.step, row.values), ensure_ascii=False, indent=1)


@admin.register(Duty)
class DutyAdmin(ReadOnly):
    list_display = ("matter", "party", "key", "due_at", "done_at")
    list_filter = ("done_at",)
    search_fields = ("matter__title",)
    list_select_related = (
        "matter",
        "party__department",
        "party__organisation",
        "party__body",
        "party__user",
    )


@admin.register(Involvement)
class InvolvementAdmin(ReadOnly):
    list_display = ("matter", "role", "party", "since", "until")
    list_filter = ("role",)
    list_select_related = (
        "matter",
        "party__department",
        "party__organisation",
        "party__body",
        "party__user",
    )


@admin.register(Recusal)
class RecusalAdmin(ReadOnly):
    list_display = ("matter", "user", "declared_at", "lifted_at")
    search_fields = ("matter__title", "user__name")
    list_select_related = ("matter", "user")


entrust(Office.AUDIT, LogEntry)
