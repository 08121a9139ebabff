"""Matters in a list: the columns that every such list has."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.people.models import Party
from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day
from zsa_portal.ui.templatetags.ui import due_badge
from zsa_portal.ui.templatetags.ui import told_apart as marked_apart
from zsa_portal.workflow import roles
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.turns import turns_of
from zsa_portal.workflow.twins import told_apart

HOLDER = ("holder", *(f"holder__{name}" for name in Party.WITH_NAMES))
"""What a list of matters reads along to name whose turn each is."""


class DueColumn(tables.Column):
    """A deadline: how long there is and its last day; in a spreadsheet the last day alone."""

    def __init__(self, verbose_name: Any = gettext_lazy("Due"), **more: Any) -> None:
        super().__init__(verbose_name=verbose_name, **more)

    def render(self, value: dt.datetime) -> str:
        return render_to_string("partials/due_badge.html", due_badge(value, clock.now()))

    def value(self, value: dt.datetime) -> dt.date:
        return last_day(value)


class MatterTable(tables.Table):
    """Matters with their state, whose turn it is, and until when."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=True)
    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=True)
    state = tables.Column(verbose_name=gettext_lazy("State"))
    applicant = tables.Column(
        verbose_name=gettext_lazy("Applicant"), order_by="applicant__by_pinyin"
    )
    holder = tables.Column(verbose_name=gettext_lazy("Whose turn"), orderable=False)
    due_at = DueColumn()

    class Meta:
        model = Matter
        fields = ("number", "title", "state", "applicant", "holder", "due_at")

    def render_title(self, record: Matter) -> str:
        return format_html("{}{}", record.shown_title, marked_apart(self.apart, record.pk))

    def value_title(self, record: Matter) -> str:
        return record.shown_title

    def render_state(self, record: Matter) -> str:
        info = record.state_info
        return format_html('<span class="stage-code">{}</span> {}', info.stage, info.label)

    def value_state(self, record: Matter) -> str:
        return f"{record.stage} {record.state_info.label}"

    def render_holder(self, record: Matter) -> str:
        by_clock = record.state_info.holder == roles.CLOCK
        return _("the calendar") if by_clock else self.turns[record.pk]

    @cached_property
    def apart(self) -> dict[int, str]:
        """What differs between matters of the same title among those shown; see ``told_apart``."""
        return told_apart(row.record for row in self.paginated_rows)

    @cached_property
    def turns(self) -> dict[int, str]:
        """Whose turn it is in the matters shown; one query at most."""
        return turns_of(row.record for row in self.paginated_rows)
