"""Experts with their load and how they answer, for staff."""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zsa_portal.home.boards.service import Service, service_of
from zsa_portal.people.models import Expert, TechnicalField


class ExpertLoadFilter(django_filters.FilterSet):
    """Narrows experts by field and kind of expertise."""

    field = django_filters.ChoiceFilter(
        label=_("Technical field"), choices=TechnicalField.choices, method="by_field"
    )
    kind = django_filters.ChoiceFilter(label=_("kind of expertise"), choices=Expert.Kind.choices)

    class Meta:
        model = Expert
        fields: tuple[str, ...] = ("field", "kind")

    def by_field(self, rows: QuerySet[Expert], _name: str, value: str) -> QuerySet[Expert]:
        return rows.filter(fields__contains=[value])


def _answers(label: Any, *, visible: bool = True) -> tables.Column:
    return tables.Column(
        verbose_name=label,
        accessor="user_id",
        orderable=False,
        visible=visible,
        attrs={"td": {"class": "number"}},
    )


def _counted(label: Any) -> tables.Column:
    return tables.Column(
        verbose_name=label, initial_sort_descending=True, attrs={"td": {"class": "number"}}
    )


class ExpertLoadTable(tables.Table):
    """Load, punctuality and agreement; ``votes`` are those whose single votes the reader may read."""

    name = tables.Column(linkify=True, order_by="by_pinyin")
    engaged = _counted(_("Opinions to give"))
    sitting = _counted(_("Seats on panels"))
    voting = _counted(_("Votes to cast"))
    load = _counted(_("Load"))
    asked = _answers(_("Answers due so far"), visible=False)
    punctuality = _answers(_("In time, %"))
    days = _answers(_("Median days"))
    voted = _answers(_("Counted ballots"), visible=False)
    agreement = _answers(_("With the result, %"))

    class Meta:
        model = Expert
        fields = ("name", "kind", "engaged", "sitting", "voting", "load")
        order_by = ("-load", "name")

    def __init__(self, *args: Any, votes: Q, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.votes = votes

    @cached_property
    def service(self) -> dict[int, Service]:
        """How the experts of the page shown, or all of a spreadsheet, answered; two queries."""
        rows = getattr(self, "page", None) or self.rows
        return service_of({row.record.user_id for row in rows}, votes=self.votes)

    def _of(self, record: Expert) -> Service:
        return self.service[cast("int", record.user_id)]

    def render_asked(self, record: Expert) -> int:
        return self._of(record).asked

    def render_punctuality(self, record: Expert) -> str:
        found = self._of(record)
        return _share(found.punctuality, found.in_time, found.asked)

    def render_days(self, record: Expert) -> Any:
        return _or_dash(self._of(record).median_days)

    def render_voted(self, record: Expert) -> int:
        return self._of(record).voted

    def render_agreement(self, record: Expert) -> str:
        found = self._of(record)
        return _share(found.agreement, found.agreed, found.voted)

    def value_punctuality(self, record: Expert) -> Any:
        return self._of(record).punctuality

    def value_days(self, record: Expert) -> Any:
        return self._of(record).median_days

    def value_agreement(self, record: Expert) -> Any:
        return self._of(record).agreement


def _or_dash(value: Any) -> Any:
    return "—" if value is None else value


def _share(percent: int | None, part: int, whole: int) -> str:
    return "—" if percent is None else f"{percent}% ({part}/{whole})"
