"""Notices and opinions as tables, for lists and spreadsheets, and how lists are narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.notices.kinds import KINDS
from zsa_portal.notices.models import Notice, NoticeItem, Opinion
from zsa_portal.notices.rules import Sight
from zsa_portal.people.models import TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.ui.due import describe
from zsa_portal.ui.templatetags.ui import last_day, when
from zsa_portal.workflow.fields import lies_in

STATES = [
    ("unanswered", gettext_lazy("Not answered")),
    ("answered", gettext_lazy("Answered")),
    ("unresolved", gettext_lazy("Not resolved")),
]


class NoticeTable(tables.Table):
    """Notices in the public list."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=True)
    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=True)
    kind = tables.Column(verbose_name=gettext_lazy("Kind"))
    matter_count = tables.Column(verbose_name=gettext_lazy("Matters"))
    opened_at = tables.Column(verbose_name=gettext_lazy("Published on"))
    closes_at = tables.Column(verbose_name=gettext_lazy("Last day"))
    left = tables.Column(
        verbose_name=gettext_lazy("Time left"), accessor="closes_at", orderable=False
    )

    class Meta:
        model = Notice
        fields = ("number", "title", "kind", "matter_count", "opened_at", "closes_at", "left")

    def render_kind(self, record: Notice) -> str:
        return record.kind_label

    def render_opened_at(self, value: Any) -> str:
        return when(clock.day_of(value))

    def value_opened_at(self, value: Any) -> Any:
        return clock.day_of(value)

    def render_closes_at(self, value: Any) -> str:
        return when(last_day(value))

    def value_closes_at(self, value: Any) -> Any:
        return last_day(value)

    def render_left(self, value: Any) -> str:
        now = clock.now()
        return describe(value, now).words if now < value else _("ended")


class NoticeFilter(django_filters.FilterSet):
    """Narrows notices by kind and technical field."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"),
        choices=lambda: [(one.code, one.label) for one in KINDS.values()],
    )
    field = django_filters.ChoiceFilter(
        label=gettext_lazy("Technical field"), choices=TechnicalField, method="in_field"
    )

    class Meta:
        model = Notice
        fields: tuple[str, ...] = ("kind",)

    def in_field(self, rows: QuerySet[Notice], _name: str, value: str) -> QuerySet[Notice]:
        items = NoticeItem.objects.filter(lies_in(value, "matter__"))
        return rows.filter(pk__in=items.values("notice"))


class OpinionTable(tables.Table):
    """The opinions one has given."""

    reference = tables.Column(
        verbose_name=gettext_lazy("Number"), linkify=True, attrs={"td": {"class": "when"}}
    )
    title = tables.Column(
        verbose_name=gettext_lazy("On the matter"),
        accessor="item__shown_title",
        order_by="item__title",
    )
    clause = tables.Column(verbose_name=gettext_lazy("Clause"), order_by=("clause_key", "pk"))
    text = tables.Column(verbose_name=gettext_lazy("Opinion"))
    received_at = tables.Column(verbose_name=gettext_lazy("Received"))
    disposition = tables.Column(verbose_name=gettext_lazy("Disposition"), empty_values=())

    class Meta:
        model = Opinion
        fields = ("reference", "title", "clause", "text", "received_at", "disposition")

    def render_received_at(self, value: Any) -> str:
        return when(value)

    def value_received_at(self, value: Any) -> Any:
        return value

    def render_disposition(self, record: Opinion) -> str:
        return record.get_disposition_display() or _("not answered yet")


class AnswerTable(tables.Table):
    """The spreadsheet of opinions with their answers; the screen draws its own rows."""

    reference = tables.Column(verbose_name=gettext_lazy("Number"))
    clause = tables.Column(verbose_name=gettext_lazy("Clause"))
    type = tables.Column(verbose_name=gettext_lazy("Type of comment"))
    text = tables.Column(verbose_name=gettext_lazy("Opinion"))
    proposed_change = tables.Column(verbose_name=gettext_lazy("Proposed change"))
    whose = tables.Column(verbose_name=gettext_lazy("Given by"), accessor="inwardly_from")
    disposition = tables.Column(verbose_name=gettext_lazy("Disposition"))
    answer = tables.Column(verbose_name=gettext_lazy("Answer"))
    resolution = tables.Column(verbose_name=gettext_lazy("How it was resolved"))

    class Meta:
        model = Opinion
        orderable = False
        fields = (
            "reference",
            "clause",
            "type",
            "text",
            "proposed_change",
            "whose",
            "disposition",
            "answer",
            "resolution",
        )

    def __init__(self, *args: Any, much: Sight = Sight.PARTY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.much = much

    def value_whose(self, record: Opinion) -> str:
        return record.inwardly_from if self.much >= Sight.ANSWERING else record.publicly_from


class AnswerFilter(django_filters.FilterSet):
    """Narrows opinions by how far they are, type and disposition."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("How far"), choices=STATES, method="in_state"
    )
    type = django_filters.ChoiceFilter(
        label=gettext_lazy("Type of comment"), choices=Opinion.Type.choices
    )
    disposition = django_filters.ChoiceFilter(
        label=gettext_lazy("Disposition"), choices=Opinion.Disposition.choices
    )

    class Meta:
        model = Opinion
        fields = ("type", "disposition")

    def in_state(self, rows: QuerySet[Opinion], _name: str, value: str) -> QuerySet[Opinion]:
        if value == "unresolved":
            return rows.filter(resolved_at__isnull=True)
        return (
            rows.filter(disposition="") if value == "unanswered" else rows.exclude(disposition="")
        )
