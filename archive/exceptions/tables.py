"""Named exceptions in a list."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day
from zsa_portal.ui.templatetags.ui import when


class ExceptionTable(tables.Table):
    """Exceptions in a list."""

    person = tables.Column(verbose_name=gettext_lazy("Person"), order_by="by_pinyin")
    on = tables.Column(verbose_name=gettext_lazy("Document or folder"))
    right = tables.Column(verbose_name=gettext_lazy("Right"), orderable=False)
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), orderable=False)
    giver = tables.Column(verbose_name=gettext_lazy("Given by"), orderable=False)
    since = tables.Column(verbose_name=gettext_lazy("Since"))
    until = tables.Column(verbose_name=gettext_lazy("To (last day)"))
    approved_at = tables.Column(
        verbose_name=gettext_lazy("Approved for confidential records"),
        empty_values=(),
        orderable=False,
    )
    revoked_at = tables.Column(
        verbose_name=gettext_lazy("Revoked"), empty_values=(), orderable=False
    )

    def render_right(self, value: str) -> str:
        return _("Read and save copies") if value.startswith("download") else _("Read")

    def render_since(self, value: Any) -> str:
        return when(clock.day_of(value))

    def render_until(self, value: Any) -> str:
        return when(last_day(value))

    def render_approved_at(self, value: Any, record: Any) -> str:
        if value:
            return format_html("{} {}", record["approver"], when(clock.day_of(value)))
        return _("Waits for approval") if record["waits"] else "—"

    def render_revoked_at(self, value: Any, record: Any) -> str:
        if value:
            day = when(clock.day_of(value))
            return format_html("{} {}: {}", day, record["revoker"], record["revoked_for"])
        if record["until"] <= clock.now():
            return _("Ended")
        url = reverse("archive:exception_revoke", args=[record["kind"], record["pk"]])
        button = '<a class="btn btn-sm btn-quiet text-nowrap" href="{}">{}</a>'
        return format_html(button, url, _("Revoke"))

    def value_approved_at(self, value: Any, record: Any) -> str:
        if value:
            return f"{record['approver']} {clock.day_of(value)}"
        return self.render_approved_at(value, record)

    def value_revoked_at(self, value: Any) -> Any:
        return value


class WaitingTable(ExceptionTable):
    """Exceptions that wait for a leader."""

    decide = tables.Column(
        verbose_name=gettext_lazy("Decide"), empty_values=(), orderable=False, accessor="pk"
    )

    class Meta:
        exclude = ("approved_at", "revoked_at")

    def render_decide(self, record: Any) -> str:
        acts = (
            ("exception_approve", _("Approve"), "btn-outline-primary"),
            ("exception_refuse", _("Refuse"), "btn-quiet"),
        )
        return format_html_join(
            " ",
            '<a class="btn btn-sm {}" href="{}">{}</a>',
            (
                (look, reverse(f"archive:{name}", args=[record["kind"], record["pk"]]), label)
                for name, label, look in acts
            ),
        )
