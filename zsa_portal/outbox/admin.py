"""Admin of the outbox: messages and mails to look at without their texts, routings to change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox import routing
from zsa_portal.outbox.models import Digest, Mail, Message, Routing
from zsa_portal.people.admin_base import ReadOnly, column
from zsa_portal.people.administration.offices import KEEP, Office, entrust


@admin.register(Message)
class MessageAdmin(ReadOnly):
    """Who was told of what and when; the text is the recipient's."""

    list_display = ("created_at", "recipient", "event", "pace", "read_at")
    list_select_related = ("recipient",)
    list_filter = ("event",)
    search_fields = ("recipient__name", "event")
    exclude = ("subject", "body", "to_do")
    date_hierarchy = "created_at"


@admin.register(Mail)
class MailAdmin(ReadOnly):
    """What became of every mail; the text is the recipient's, and may hold a secret link."""

    list_display = (
        column("shown", _("address")),
        "state",
        "attempts",
        "sent_at",
        "next_try_at",
        "rfc_message_id",
    )
    list_filter = ("state",)
    search_fields = ("rfc_message_id",)
    fields = (
        "message",
        column("shown", _("address")),
        "rfc_message_id",
        "state",
        "attempts",
        "next_try_at",
        "sent_at",
        column("shown_error", _("error")),
        "resent_at",
        "resent_by",
    )
    readonly_fields = fields


@admin.register(Digest)
class DigestAdmin(ReadOnly):
    """Which digests were made for whom; the text is the recipient's."""

    list_display = ("day", "pace", "user", "mail", "made_at")
    list_select_related = ("user", "mail")
    list_filter = ("pace",)
    search_fields = ("user__name",)
    date_hierarchy = "day"


class RoutingForm(forms.ModelForm):
    """Chooses among the declared events and the roles of matters."""

    event = forms.ChoiceField(label=_("event"))
    roles = forms.MultipleChoiceField(
        label=_("roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Told besides the next holder, in place of the roles declared."),
    )

    class Meta:
        model = Routing
        fields = ("event", "roles", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [
            (one.event, f"{one.group}: {one.label} ({one.event})") for one in routing.events()
        ]
        self.fields["roles"].choices = list(routing.ROLES.items())


@admin.register(Routing)
class RoutingAdmin(admin.ModelAdmin):
    """Whom an event is told, where that differs from its declaration."""

    form = RoutingForm
    list_display = ("event", "roles", "note")
    search_fields = ("event", "note")


entrust(Office.SYSTEM, Message, Mail, Digest)
entrust(Office.SYSTEM, Routing, acts=(*KEEP, "delete"))
