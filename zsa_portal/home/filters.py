"""What lists and boards of matters are narrowed by."""

from __future__ import annotations

import datetime as dt

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.models import TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateInput
from zsa_portal.workflow.fields import lies_in
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.pipeline import columns_of, stands_in

COMING = dt.timedelta(days=7)
YEARS = 10
"""How many years back one may choose the year in which matters were begun."""


def _years() -> list[tuple[str, str]]:
    last = clock.today().year
    return [(str(year), str(year)) for year in range(last, last - YEARS, -1)]


def _named(machine: type[Matter], label: str) -> str:
    return f"{machine.kind_label} · {label}" if len(MACHINES) > 1 else label


def _states() -> list[tuple[str, str]]:
    return [
        (f"{kind}:{code}", _named(machine, f"{info.stage} {info.label}"))
        for kind, machine in MACHINES.items()
        for code, info in machine.STATES.items()
    ]


def _stages() -> list[tuple[str, str]]:
    return [
        (column.key, _named(machine, str(column.label)))
        for machine in MACHINES.values()
        for column in columns_of(machine).values()
    ]


def begun_between(
    rows: QuerySet[Matter], since: dt.date | None = None, until: dt.date | None = None
) -> QuerySet[Matter]:
    """The matters begun between two days, both included; None leaves that side open."""
    if since is not None:
        rows = rows.filter(created_at__gte=clock.start_of(since))
    if until is not None:
        rows = rows.filter(created_at__lt=clock.start_of(until + dt.timedelta(days=1)))
    return rows


class BoardFilter(django_filters.FilterSet):
    """Narrows matters by the department that owns them, their field, and the year they were begun."""

    owner = django_filters.ModelChoiceFilter(
        label=_("Owner department"), queryset=departments_by_pinyin()
    )
    field = django_filters.ChoiceFilter(
        label=_("Technical field"), choices=TechnicalField, method="in_field"
    )
    year = django_filters.ChoiceFilter(label=_("Begun in"), choices=_years, method="in_year")

    class Meta:
        model = Matter
        fields: tuple[str, ...] = ("owner", "field", "year")

    def in_field(self, rows: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        return rows.filter(lies_in(value))

    def in_year(self, rows: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        first, after = clock.start_of_year(int(value)), clock.start_of_year(int(value) + 1)
        return rows.filter(created_at__gte=first, created_at__lt=after)


class MatterFilter(TurnFilter, BoardFilter):
    """Narrows matters by what a board is narrowed by, by a kind's stage or state, and the overdue."""

    stage = django_filters.ChoiceFilter(label=_("Stage"), choices=_stages, method="in_stage")
    state = django_filters.ChoiceFilter(label=_("State"), choices=_states, method="in_state")

    begun_since = django_filters.DateFilter(
        label=_("Begun from"), widget=DateInput, method="begun_from"
    )
    begun_until = django_filters.DateFilter(
        label=_("Begun until"), widget=DateInput, method="begun_to"
    )

    class Meta:
        model = Matter
        fields: tuple[str, ...] = ("field", "stage", "state", "owner", "year")

    def begun_from(self, rows: QuerySet[Matter], _name: str, value: dt.date) -> QuerySet[Matter]:
        return begun_between(rows, since=value)

    def begun_to(self, rows: QuerySet[Matter], _name: str, value: dt.date) -> QuerySet[Matter]:
        return begun_between(rows, until=value)

    def in_stage(self, rows: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        return rows.filter(stands_in(value))

    def in_state(self, rows: QuerySet[Matter], _name: str, value: str) -> QuerySet[Matter]:
        kind, _colon, code = value.partition(":")
        return rows.filter(kind=kind, state=code)


def _kinds() -> list[tuple[str, str]]:
    return [(kind, str(machine.plural_label())) for kind, machine in MACHINES.items()]


class DutyFilter(django_filters.FilterSet):
    """Narrows duties by the procedure of their matter, and by their deadline."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=_kinds, method="of_kind")
    overdue = django_filters.ChoiceFilter(
        label=_("Deadline"),
        choices=[("yes", _("overdue")), ("week", _("in the coming seven days"))],
        method="by_deadline",
    )

    class Meta:
        model = Duty
        fields: tuple[str, ...] = ()

    def of_kind(self, rows: QuerySet[Duty], _name: str, value: str) -> QuerySet[Duty]:
        return rows.filter(matter__kind=value)

    def by_deadline(self, rows: QuerySet[Duty], _name: str, value: str) -> QuerySet[Duty]:
        now = clock.now()
        if value == "yes":
            return rows.filter(due_at__lte=now)
        return rows.filter(due_at__gt=now, due_at__lte=now + COMING)
