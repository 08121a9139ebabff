"""What a list is asked for: its words, filters, order and columns, nothing else of an address."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import QueryDict
from django_filters import FilterSet

from zsa_portal.ui.views import SEARCH_PARAMETER, ListPage
from zsa_portal.workflow.columns import COLUMNS

SORT = "sort"
Pairs = list[tuple[str, str]]


def asked_of(page: ListPage, filterset: FilterSet | None, columns: Sequence[str]) -> str:
    """The query of what a list understands of the address it was asked by; empty where it is nothing.

    A filter whose value is not acceptable, an order that the list has not, and every other parameter
    are left out; ``columns`` are those that the list shows by choice. The same is asked by the same
    text, whatever the order in the address.
    """
    words = page.search_words() if page.search_fields else ""
    found: Pairs = [(SEARCH_PARAMETER, words)] if words else []
    found += _filters(filterset) + _orders(page, page.request.GET)
    return urlencode(found + [(COLUMNS, name) for name in columns])


def _filters(filterset: FilterSet | None) -> Pairs:
    if filterset is None or not filterset.is_bound:
        return []
    form = filterset.form
    form.is_valid()
    good = [name for name in form.fields if form.cleaned_data.get(name) not in (None, "")]
    return [(name, form[name].data) for name in good]


def _orders(page: ListPage, given: QueryDict) -> Pairs:
    columns = page.table_class.base_columns if page.table_class else {}
    known = {name for name, column in columns.items() if column.orderable is not False}
    asked = dict.fromkeys(given.getlist(SORT))
    return [(SORT, alias) for alias in asked if alias.removeprefix("-") in known]
