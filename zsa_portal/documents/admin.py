"""Papers in the admin: for looking only. They change through the portal's own acts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.models import (
    Counter,
    Document,
    File,
    Handing,
    IssuedForm,
    Removal,
    Version,
)
from zsa_portal.documents.readings import ListReading, ReadLog, ReadRefusal
from zsa_portal.people.admin_base import column
from zsa_portal.people.administration.offices import Office, entrust


class ReadOnly(admin.ModelAdmin):
    """Rows that nobody adds, changes or deletes here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(File)
class FileAdmin(ReadOnly):
    list_display = ["sha256", "media_type", "size", "stored_at"]
    search_fields = ["sha256"]


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = [
        column("pk", _("key")),
        "kind",
        "level",
        "matter",
        "owner",
        "uploaded_by",
        "created_at",
        "withdrawn_at",
    ]
    list_filter = ["level", "kind"]
    list_select_related = ["matter", "owner", "uploaded_by"]
    exclude = ["title"]


@admin.register(Version)
class VersionAdmin(ReadOnly):
    list_display = [
        column("pk", _("key")),
        column("document_id", _("paper")),
        "number",
        "uploaded_by",
        "at",
    ]
    list_select_related = ["uploaded_by"]
    fields = ["number", "uploaded_by", "at"]


@admin.register(Removal)
class RemovalAdmin(ReadOnly):
    list_display = ["file", "by", "at", "done_at", "shared"]
    list_select_related = ["file", "by"]


@admin.register(Handing)
class HandingAdmin(ReadOnly):
    list_display = [column("document_id", _("paper")), "party", "since", "until", "by"]
    fields = ["party", "since", "until", "by"]


@admin.register(Counter)
class CounterAdmin(ReadOnly):
    list_display = ["key", "value"]
    search_fields = ["key"]


@admin.register(IssuedForm)
class IssuedFormAdmin(ReadOnly):
    list_display = ["kind", "number", "level", "state", "attempts", "issued_at", "issued_by"]
    list_filter = ["state", "kind", "level"]
    fields = ["kind", "number", "level", "state", "attempts", "error", "issued_at", "issued_by"]


@admin.register(ReadLog)
class ReadLogAdmin(ReadOnly):
    list_display = [
        "at",
        "by",
        "how",
        "level",
        column("version_id", _("version")),
        column("form_id", _("form")),
    ]
    list_filter = ["level", "how"]
    list_select_related = ["by"]
    fields = ["at", "by", "how", "level"]
    date_hierarchy = "at"


@admin.register(ReadRefusal)
class ReadRefusalAdmin(ReadOnly):
    list_display = [
        "at",
        "by",
        "how",
        "level",
        column("document_id", _("paper")),
        column("form_id", _("form")),
    ]
    list_filter = ["level", "how"]
    list_select_related = ["by"]
    fields = ["at", "by", "how", "level"]
    date_hierarchy = "at"


@admin.register(ListReading)
class ListReadingAdmin(ReadOnly):
    list_display = ["at", "by", "kind", "how", "level", "refused", column("matter_id", _("matter"))]
    list_filter = ["level", "how", "refused"]
    list_select_related = ["by"]
    fields = ["at", "by", "kind", "how", "level", "rows", "refused"]
    date_hierarchy = "at"


entrust(Office.AUDIT, ReadLog, ReadRefusal, ListReading)
