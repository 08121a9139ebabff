"""A list of matters: its rows may be chosen and acted on together, and how it is asked may be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.ui.paging import ByKeys
from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.columns import COLUMNS, Columns
from zsa_portal.workflow.handlers.queries import handlers_of
from zsa_portal.workflow.kept.keeping import KeepingList
from zsa_portal.workflow.models import Matter

PICKED = "matter"
MOST_PICKED = 100
"""So many rows are acted on at once; a page has fewer."""
ALL = "all"
LATEST_FIRST = ("-entered_at", "-pk")
"""The order of Matter itself, which a kind that inherits from something else before it does not have."""
NOT_BESIDES = ("page", "export", "pick", "picked", PICKED, COLUMNS)
"""What of an address does not go along where other columns are chosen."""


def picked_in(request: HttpRequest) -> list[int]:
    """The keys of the matters that were chosen; see ``picks_of``."""
    return picks_of(request.POST if request.method == "POST" else request.GET)


def picks_of(asked: QueryDict) -> list[int]:
    """The keys of chosen matters in what was sent, each once, no more than ``MOST_PICKED``."""
    typed = [key for key in asked.getlist(PICKED) if key.isdecimal() and len(key) < 19]
    return list(dict.fromkeys(map(int, typed)))[:MOST_PICKED]


class PickColumn(tables.Column):
    """A box by which a row's matter is chosen; ``checked`` where all of the page are."""

    def __init__(self, *, checked: bool, matter_of: Callable[[Any], Matter]) -> None:
        super().__init__(verbose_name=gettext_lazy("Choose"), orderable=False, empty_values=())
        self.mark = SafeString(" checked") if checked else ""
        self.matter_of = matter_of

    def render(self, record: Any) -> str:
        matter = self.matter_of(record)
        box = (
            '<input class="form-check-input" type="checkbox" name="{}" value="{}" form="picked"'
            ' aria-label="{}"{}>'
        )
        label = _("Choose %(matter)s") % {"matter": matter.shown_name}
        return format_html(box, PICKED, matter.pk, label, self.mark)


class HandlerColumn(tables.Column):
    """Who handles each matter; one query for all that are shown."""

    def __init__(self) -> None:
        super().__init__(verbose_name=gettext_lazy("Handled by"), orderable=False, empty_values=())
        self.names: dict[int, User] | None = None

    def render(self, record: Matter, table: tables.Table) -> str:
        return self.value(record, table) or str(self.default)

    def value(self, record: Matter, table: tables.Table) -> str:
        if self.names is None:
            self.names = handlers_of(row.record for row in table.paginated_rows)
        return str(self.names.get(record.pk, ""))


class PickingList(ListPage):
    """A list with a box on each row; of the chosen rows' matters leaves a spreadsheet or one act.

    ``matter_field`` leads from a row to its matter, "" where the row is one.
    """

    matter_field = ""
    steering = ListPage.steering | {"pick", "picked", PICKED}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "picked" in request.GET and not picked_in(request):
            messages.error(request, _("Choose at least one row first."))
            return redirect(request.path)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        who = places_of(self.request.user)
        return super().get_context_data(**kwargs) | {
            "picks": True,
            "may_remind": who.staff,
            "may_step": who.staff or bool(who.bodies),
        }

    def more_columns(self) -> dict[str, tables.Column]:
        """The columns besides the table's own, by name."""
        return {}

    def _matter_of(self, row: Any) -> Matter:
        found: Matter = getattr(row, self.matter_field) if self.matter_field else row
        return found

    def _searched(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found = super()._searched(rows)
        if "picked" not in self.request.GET:
            return found
        return found.filter(**{f"{self.matter_field or 'pk'}__in": picked_in(self.request)})

    def _table(self, rows: QuerySet[Any]) -> tables.Table:
        if self.table_class is None:
            return super()._table(rows)
        more, sequence = self.more_columns(), None
        if self.request.GET.get("export") != "xlsx":
            is_all = self.request.GET.get("pick") == ALL
            more["pick"] = PickColumn(checked=is_all, matter_of=self._matter_of)
            sequence = ["pick", "..."]
        given = self.get_table_kwargs()
        return self.table_class(rows, extra_columns=more.items(), sequence=sequence, **given)


class MatterList(KeepingList, PickingList):
    """A list of matters, of which one chooses rows and columns, those that moved last first.

    A page costs one query for the count, one for the keys of its rows, one for the rows, and one for
    the views that one keeps.
    """

    paginator_class = ByKeys
    always: Sequence[str] = ("number", "title")
    steering = PickingList.steering | {COLUMNS}

    @cached_property
    def columns(self) -> Columns:
        """Which columns are shown."""
        given = self.request.GET.getlist(COLUMNS)
        return Columns(
            self.table_class or tables.Table, self.always, given, seldom=list(self.more_columns())
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "columns_menu": self.columns.menu(kwargs["table"]),
            "columns_asked": self.columns.asked,
            "besides": [pair for pair in self._pairs() if pair[0] not in NOT_BESIDES],
        }

    def columns_asked(self) -> Sequence[str]:
        return self.columns.asked

    def _pairs(self) -> list[tuple[str, str]]:
        return [(key, value) for key, found in self.request.GET.lists() for value in found]

    def _table(self, rows: QuerySet[Any]) -> tables.Table:
        table = super()._table(rows if rows.ordered else rows.order_by(*LATEST_FIRST))
        for name in self.columns.hidden:
            table.columns.hide(name)
        return table

    def _exported(self, table: tables.Table) -> HttpResponse:
        self.export_exclude = (*self.export_exclude, *self.columns.hidden)
        return super()._exported(table)

    def more_columns(self) -> dict[str, tables.Column]:
        """Who handles a matter, which is for staff alone."""
        return {"handler": HandlerColumn()} if places_of(self.request.user).staff else {}
