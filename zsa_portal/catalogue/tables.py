"""The lists of the catalogue: standards with what narrows them, and announcements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import django_filters
import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from zsa_portal.catalogue import kinds, queries
from zsa_portal.catalogue.columns import DAYS
from zsa_portal.catalogue.models import Announcement, Edition
from zsa_portal.people.models import TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.ui.templatetags.ui import due_badge, when

STATUSES = [
    (choice.value, choice.label) for choice in Edition.Status if choice != Edition.Status.PENDING
]


class EditionTable(tables.Table):
    """Published standards in a list."""

    number = tables.Column(
        verbose_name=gettext_lazy("Number"),
        linkify=True,
        order_by=("standard__running", "year", "number"),
    )
    title = tables.Column(
        verbose_name=gettext_lazy("Title"), linkify=lambda record: record.get_absolute_url()
    )
    title_en = tables.Column(verbose_name=gettext_lazy("English title"), visible=False)
    source_number = tables.Column(verbose_name=gettext_lazy("Source number"), visible=False)
    source_body = tables.Column(verbose_name=gettext_lazy("Source body"), visible=False)
    kind = tables.Column(
        verbose_name=gettext_lazy("Origin"), accessor="kind_label", order_by="kind"
    )
    field = tables.Column(
        verbose_name=gettext_lazy("Technical field"),
        accessor="standard__get_field_display",
        order_by="standard__field",
    )
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    published_on = tables.Column(verbose_name=gettext_lazy("Publication date"))
    implemented_on = tables.Column(verbose_name=gettext_lazy("Implementation date"))

    class Meta:
        model = Edition
        fields = (
            "number",
            "title",
            "title_en",
            "source_number",
            "source_body",
            "kind",
            "field",
            "status",
            "published_on",
            "implemented_on",
        )

    def render_number(self, record: Edition) -> str:
        if not record.other_number:
            return record.number
        return format_html("{}<br><small>{}</small>", record.number, record.other_number)

    def value_number(self, record: Edition) -> str:
        return record.number

    def render_title(self, record: Edition) -> str:
        return record.shown_title

    def value_title(self, record: Edition) -> str:
        return record.title

    def render_status(self, record: Edition) -> str:
        return record.shown_status

    def value_status(self, record: Edition) -> str:
        return record.shown_status

    def render_published_on(self, value: Any) -> str:
        return when(value)

    def render_implemented_on(self, value: Any) -> str:
        return when(value)


class DayColumn(tables.Column):
    """A day that a procedure gives of an edition: how long there is; in a spreadsheet the day alone."""

    def __init__(self, key: str) -> None:
        super().__init__(verbose_name=DAYS[key].label, accessor="pk", orderable=False)
        self.key = key

    def render(self, record: Edition, table: DatedEditionTable) -> str:
        day = table.days_in(self.key).get(record.pk)
        return (
            render_to_string("partials/due_badge.html", due_badge(day, clock.now())) if day else "—"
        )

    def value(self, record: Edition, table: DatedEditionTable) -> Any:
        return table.days_in(self.key).get(record.pk)


class DatedEditionTable(EditionTable):
    """Standards with the days that procedures give of each; one query a column."""

    class Meta(EditionTable.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._days: dict[str, Mapping[int, dt.date]] = {}
        extra = [(f"day_{place}", DayColumn(key)) for place, key in enumerate(DAYS)]
        super().__init__(*args, extra_columns=extra, **kwargs)

    def days_in(self, key: str) -> Mapping[int, dt.date]:
        """The days of one column, of the page shown or of all rows of a spreadsheet."""
        if key not in self._days:
            rows = getattr(self, "page", None) or self.rows
            self._days[key] = DAYS[key].days([row.record for row in rows])
        return self._days[key]


class EditionFilter(django_filters.FilterSet):
    """Narrows standards by the way they came about, field, status and year."""

    field = django_filters.ChoiceFilter(
        label=gettext_lazy("Technical field"),
        field_name="standard__field",
        choices=TechnicalField.choices,
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Origin"), choices=kinds.choices)
    status = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=STATUSES)
    year = django_filters.ChoiceFilter(
        label=gettext_lazy("Year"), choices=lambda: [(year, year) for year in queries.years()]
    )

    class Meta:
        model = Edition
        fields: tuple[str, ...] = ()


class AnnouncementTable(tables.Table):
    """Announcements in a list."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=True)
    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=True)
    published_on = tables.Column(verbose_name=gettext_lazy("Publication date"))
    standards = tables.Column(verbose_name=gettext_lazy("Standards"))

    class Meta:
        model = Announcement
        fields = ("number", "title", "published_on", "standards")

    def render_published_on(self, value: Any) -> str:
        return when(value)
