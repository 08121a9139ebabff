"""The admin of the archive: what procedures write is read there, never changed."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.appraisal.models import Appraisal
from archive.loans.models import Loan
from archive.records import Folder, Item
from archive.storage.records import StorageCheck
from zsa_portal.people.admin_base import column
from zsa_portal.workflow.admin import ReadOnly


@admin.register(Folder)
class FolderAdmin(ReadOnly):
    list_display = ("number", "name", "department", "year", "project")
    list_filter = ("department", "year")
    search_fields = ("number", "name")
    list_select_related = ("department", "project")


@admin.register(Item)
class ItemAdmin(ReadOnly):
    list_display = (
        column("pk", _("key")),
        "department",
        "folder",
        "medium",
        "state",
        "accepted_at",
    )
    list_filter = ("state", "medium", "department")
    list_select_related = ("department", "folder")


@admin.register(Loan)
class LoanAdmin(ReadOnly):
    list_display = ("number", "borrower", "level", "form", "state", "opens_at", "closes_at")
    list_filter = ("state", "level", "form")
    search_fields = ("number", "borrower__name")
    list_select_related = ("borrower",)


@admin.register(Appraisal)
class AppraisalAdmin(ReadOnly):
    list_display = ("title", "state", "drawn_at", "destroyed_at")
    list_filter = ("state",)
    search_fields = ("title",)


@admin.register(StorageCheck)
class StorageCheckAdmin(ReadOnly):
    list_display = ("at", "by", "backed_up_on", "infected", "free_bytes", "total_bytes")
    list_select_related = ("by",)
