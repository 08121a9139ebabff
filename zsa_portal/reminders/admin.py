"""Admin of reminders: what was sent."""

from __future__ import annotations

from django.contrib import admin

from zsa_portal.people.admin_base import ReadOnly
from zsa_portal.people.administration.offices import Office, entrust
from zsa_portal.reminders.models import ReminderSent


@admin.register(ReminderSent)
class ReminderSentAdmin(ReadOnly):
    list_display = ("sent_at", "duty", "offset", "people")
    list_select_related = ("duty__party",)
    date_hierarchy = "sent_at"


entrust(Office.SYSTEM, ReminderSent)
