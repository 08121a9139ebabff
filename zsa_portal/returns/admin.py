"""Admin of returned mails: to look at."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.admin_base import ReadOnly, column
from zsa_portal.people.administration.offices import Office, entrust
from zsa_portal.returns.models import Letter, Return


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """What was made of each mail in the mailbox of returns."""

    list_display = ("uid", "outcome", "tries", "first_seen_at")
    list_filter = ("outcome",)


@admin.register(Return)
class ReturnAdmin(ReadOnly):
    """Which mails came back; an address that is not for all staff is not shown."""

    list_display = ("__str__", "kind", "received_at", "lifted_at", "lifted_by")
    list_select_related = ("mail", "lifted_by")
    list_filter = ("kind",)
    fields = (
        "mail",
        "kind",
        "status",
        column("shown_said", _("what the server said")),
        "received_at",
        "lifted_at",
        "lifted_by",
    )
    readonly_fields = fields


entrust(Office.SYSTEM, Letter, Return)
