"""Admin of subscriptions: how many there are and of what; the addresses are nobody's to read."""

from __future__ import annotations

from django.contrib import admin

from zsa_portal.people.admin_base import ReadOnly
from zsa_portal.people.administration.offices import Office, entrust
from zsa_portal.subscriptions.models import Subscription


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly):
    """When each was asked for and confirmed, and what it is of."""

    list_display = ("__str__", "topics", "fields", "language", "asked_at", "confirmed_at")
    list_filter = ("language",)
    exclude = ("address",)


entrust(Office.SYSTEM, Subscription)
