"""Complaints in a list and a spreadsheet: never with the complainant."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import F, Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.procedures import choices
from zsa_portal.complaints.states import STATES, Outcome
from zsa_portal.regulations import clock
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.tables import DueColumn


class ComplaintTable(tables.Table):
    """Complaints with their standard, body, state and due date."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=True)
    standard_number = tables.Column(verbose_name=gettext_lazy("Number of the standard"))
    standard_title = tables.Column(verbose_name=gettext_lazy("Standard"), linkify=True)
    body = tables.Column(
        verbose_name=gettext_lazy("Body complained about"),
        accessor="applicant",
        order_by="applicant__by_pinyin",
    )
    state = tables.Column(verbose_name=gettext_lazy("State"))
    outcome = tables.Column(verbose_name=gettext_lazy("Outcome"))
    created_at = tables.Column(verbose_name=gettext_lazy("Received"))
    due_at = DueColumn()
    late = tables.Column(verbose_name=gettext_lazy("In time"), accessor="is_late", orderable=False)

    class Meta:
        model = Complaint
        fields = (
            "number",
            "standard_number",
            "standard_title",
            "body",
            "state",
            "outcome",
            "created_at",
            "due_at",
            "late",
        )

    def render_state(self, record: Complaint) -> str:
        info = record.state_info
        return format_html('<span class="stage-code">{}</span> {}', info.stage, info.label)

    def value_state(self, record: Complaint) -> str:
        return f"{record.stage} {record.state_info.label}"

    def render_created_at(self, value: Any) -> str:
        return when(clock.day_of(value))

    def value_created_at(self, value: Any) -> Any:
        return clock.day_of(value)

    def render_late(self, value: Any) -> str:
        return _("late") if value else _("in time")

    def value_late(self, value: Any) -> str:
        return self.render_late(value)


class ComplaintFilter(TurnFilter):
    """Narrows complaints by state, outcome, clause, and whether they are late."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(code, info.label) for code, info in STATES.items()],
    )
    outcome = django_filters.ChoiceFilter(label=gettext_lazy("Outcome"), choices=Outcome.choices)
    procedure = django_filters.ChoiceFilter(
        label=gettext_lazy("Clause it is handled by"), choices=choices
    )
    late = django_filters.ChoiceFilter(
        label=gettext_lazy("In time"),
        choices=[("late", gettext_lazy("late")), ("in_time", gettext_lazy("in time"))],
        method="in_late",
    )

    class Meta:
        model = Complaint
        fields: tuple[str, ...] = ("state", "outcome", "procedure")

    def in_late(self, rows: QuerySet[Complaint], _name: str, value: str) -> QuerySet[Complaint]:
        late = Q(ended_at__gt=F("close_by")) | Q(ended_at=None, close_by__lt=clock.now())
        return rows.filter(late) if value == "late" else rows.exclude(late)
