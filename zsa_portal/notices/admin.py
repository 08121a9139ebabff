"""Notices and opinions in the administration: to look at, never to change; no contacts, no secrets."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from zsa_portal.notices.models import Notice, NoticeItem, Opinion, OpinionAnswer, OpinionSheet
from zsa_portal.notices.versions import OpinionVersion


class ReadOnlyAdmin(admin.ModelAdmin):
    """What the procedure writes; here it can only be read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "kind", "opened_at", "closes_at")
    list_filter = ("kind",)
    search_fields = ("number", "title")


@admin.register(NoticeItem)
class NoticeItemAdmin(ReadOnlyAdmin):
    list_display = ("notice", "position", "title")
    list_select_related = ("notice",)
    search_fields = ("title",)


@admin.register(Opinion)
class OpinionAdmin(ReadOnlyAdmin):
    list_display = ("reference", "clause", "type", "moderation", "disposition", "received_at")
    list_filter = ("moderation", "disposition", "type")
    search_fields = ("reference",)
    exclude = ("contact", "name", "token", "ticket")

    def get_queryset(self, request: HttpRequest) -> Any:
        return Opinion.everything.all()


@admin.register(OpinionAnswer)
class OpinionAnswerAdmin(ReadOnlyAdmin):
    list_display = ("opinion", "disposition", "by", "at")
    list_select_related = ("opinion", "by")


@admin.register(OpinionSheet)
class OpinionSheetAdmin(ReadOnlyAdmin):
    list_display = ("item", "author", "received_at")
    list_select_related = ("item", "author")


@admin.register(OpinionVersion)
class OpinionVersionAdmin(ReadOnlyAdmin):
    list_display = ("opinion", "version", "replaced_at")
    list_select_related = ("opinion",)
