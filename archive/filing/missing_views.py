"""The projects at their end that a department has not filed, and who coordinates each (第八、九条)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from archive.filing import queries
from archive.filing.collecting.coordinating import coordinators
from archive.filing.projects import Missing
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import Department, Party
from zsa_portal.ui.finding.rows import saying
from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tables import DueColumn


@dataclass(frozen=True)
class Row:
    """A project that a department has not filed; who coordinates it where several file it."""

    missing: Missing
    coordinator: Party | None

    @property
    def department(self) -> Department:
        """Who has not filed it."""
        return self.missing.department

    @property
    def project(self) -> Matter:
        """What is not filed."""
        return self.missing.project

    @property
    def shown(self) -> str:
        """The project as lists name it."""
        return self.project.shown_name

    @property
    def coordinator_key(self) -> str:
        """The coordinator's key, empty where there is none."""
        return self.coordinator.key if self.coordinator else ""

    @property
    def place(self) -> str:
        """What is sorted by: people by pinyin, then heads by their departments, nobody first."""
        if self.coordinator is None:
            return ""
        user, home = self.coordinator.user, self.coordinator.department
        return f"1 {user.by_pinyin}" if user else f"2 {home.position:05}" if home else "3"


def rows_of(found: Collection[Missing]) -> list[Row]:
    """What is missing, with who coordinates each project; two queries."""
    shared = {one.project.pk: one.project for one in found if one.is_shared}
    known = coordinators(shared.values())
    return [Row(one, known.get(one.project.pk)) for one in found]


class MissingFilter(django_filters.FilterSet):
    """Narrows what is missing, which no statement lists, by department and coordinator."""

    department = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=departments_by_pinyin(), to_field_name="code"
    )
    coordinator_key = django_filters.ChoiceFilter(label=gettext_lazy("Coordinator"))

    class Meta:
        model = Matter
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, queryset: Sequence[Row] = (), **more: Any) -> None:
        super().__init__(data, Matter.objects.none(), **more)
        self.rows = queryset
        named = {row.coordinator_key: row for row in sorted(queryset, key=lambda row: row.place)}
        self.filters["coordinator_key"].extra["choices"] = [
            (key, str(row.coordinator)) for key, row in named.items() if key
        ]

    @property
    def qs(self) -> list[Row]:
        """The rows that are what was chosen."""
        given = self.form.cleaned_data if self.form.is_valid() or self.is_bound else {}
        chosen = {name: value for name, value in given.items() if value}
        return [
            row
            for row in self.rows
            if all(getattr(row, name) == value for name, value in chosen.items())
        ]


class MissingTable(tables.Table):
    """What is missing, department by department."""

    department = tables.Column(
        verbose_name=gettext_lazy("Department"), order_by="department__position"
    )
    project = tables.Column(verbose_name=gettext_lazy("Project"), order_by="shown")
    coordinator = tables.Column(verbose_name=gettext_lazy("Coordinator"), order_by="place")
    ended_on = tables.DateColumn(
        verbose_name=gettext_lazy("Ended"), accessor="missing__ended_on", format="Y-m-d"
    )
    due = DueColumn(gettext_lazy("To be filed until"), accessor="missing__due")

    def render_project(self, record: Row) -> str:
        url = record.project.get_absolute_url()
        return format_html('<a href="{}">{}</a>', url, record.shown)

    def value_project(self, record: Row) -> str:
        return record.shown


class MissingProjects(StaffOnly, ListPage):
    """The projects at their end that a department that took part has not filed."""

    page_title = gettext_lazy("Projects not filed")
    page_lead = gettext_lazy(
        "A project at its end is filed by each department that took part, until the 20th of the next "
        "month."
    )
    table_class = MissingTable
    filterset_class = MissingFilter
    search_fields = ("department", "shown", "coordinator")
    export_name = "not-filed"
    empty_title = gettext_lazy("Every project is filed")
    empty_text = gettext_lazy(
        "A project at its end appears here until each department that took part has filed it."
    )

    def get_queryset(self) -> Any:
        return rows_of(queries.missing_for(self.request.user))

    def _searched(self, rows: Any) -> Any:
        return saying(rows, self.search_words(), self.search_fields)
