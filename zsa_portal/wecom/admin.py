"""Admin of WeCom: whose account is whose, and what became of what was handed over."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.admin_base import ReadOnly, column
from zsa_portal.people.administration.offices import KEEP, Office, entrust
from zsa_portal.wecom.models import Account, CallBack, HandOver


@admin.register(Account)
class AccountAdmin(admin.ModelAdmin):
    """The WeCom user ids; whoever is entered here decides from WeCom in that person's name."""

    list_display = ("user", "wecom_id")
    list_select_related = ("user",)
    search_fields = ("user__name", "wecom_id")
    autocomplete_fields = ("user",)


@admin.register(HandOver)
class HandOverAdmin(ReadOnly):
    list_display = (
        column("matter_id", _("matter")),
        "kind",
        "number",
        "state",
        "attempts",
        "created_at",
        "error",
    )
    list_filter = ("state", "kind")
    search_fields = ("number",)


@admin.register(CallBack)
class CallBackAdmin(ReadOnly):
    list_display = ("number", "received_at")
    search_fields = ("number",)


entrust(Office.SECURITY, Account, acts=(*KEEP, "delete"))
entrust(Office.SYSTEM, HandOver, CallBack)
