"""Rows read by their keys: what lies before a page far down is never read whole, nor counted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet

from zsa_portal.ui.conditions import of_keys

MOST_COUNTED = 1000
"""A list counts its rows so far; there may be more, and pages of them."""


def read_by_keys(rows: QuerySet[Any]) -> list[Any]:
    """A slice of rows, in their order: first their keys alone, then the rows with what they bring.

    Two queries, also where there is no row, the first without the tables that only show something.
    Rows for which the query makes columns of its own are read as they are, by one.
    """
    if rows.query.annotations:
        return list(rows)
    return _read(rows, list(rows.values_list("pk", flat=True)))


def _read(rows: QuerySet[Any], keys: list[Any]) -> list[Any]:
    # The rows as they are, whatever the model's own manager narrows.
    whole = rows.model._base_manager.using(rows.db).filter(of_keys(keys))  # noqa: SLF001
    whole.query.select_related = rows.query.select_related
    found = {row.pk: row for row in whole}
    return [found[key] for key in keys if key in found]


def _sorted_by_related(rows: QuerySet[Any]) -> str:
    """The column of another table by which rows are sorted upwards; empty for their own."""
    first = next(iter(rows.query.order_by), "")
    upwards = isinstance(first, str) and "__" in first and not first.startswith("-")
    return first if upwards else ""


class WholeByKeys(Paginator):
    """Pages of a table's rows, every one of them counted, each page read by its keys."""

    def page(self, number: Any) -> Page:
        """The page of a number. Raises as a paginator does."""
        page: Page = super().page(number)
        page.object_list.data = read_by_keys(page.object_list.data)
        return page


class ByKeys(Paginator):
    """Pages of a table's rows, read by their keys; rows that are equal in its order by the newest.

    ``count`` is exact up to ``MOST_COUNTED``. Where there are ``more``, one may go on from page to
    page all the same; ``open_ended`` says that there are pages behind those numbered.
    """

    open_ended = False

    @cached_property
    def count(self) -> int:
        """How many rows there are, no more than are counted."""
        return min(self._counted, MOST_COUNTED)

    @property
    def more(self) -> bool:
        """Whether there are more rows than are counted."""
        return self._counted > MOST_COUNTED

    @cached_property
    def _counted(self) -> int:
        if self._first_keys is not None:
            return len(self._first_keys)
        return int(self._rows.order_by()[: MOST_COUNTED + 1].count())

    @cached_property
    def _first_keys(self) -> list[Any] | None:
        """As many keys in order as are counted, and one: the count and most pages at once.

        None where each page is read by itself: rows with columns of the query's own, and those in the
        order of another table.
        """
        if self._rows.query.annotations or _sorted_by_related(self._rows):
            return None
        return list(self._in_order.values_list("pk", flat=True)[: MOST_COUNTED + 1])

    @property
    def _in_order(self) -> QuerySet[Any]:
        order = self._rows.query.order_by
        return self._rows.order_by(*order, "-pk") if order else self._rows

    @property
    def _rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.object_list.data.data
        return rows

    def validate_number(self, number: Any) -> int:
        """The number of a page; where there are more rows than are counted, any."""
        try:
            return super().validate_number(number)
        except EmptyPage:
            if self.more and int(number) > 0:
                return int(number)
            raise

    def page(self, number: Any) -> Page:
        """The page of a number. Raises EmptyPage where it has no rows."""
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        found = self._found(bottom, bottom + self.per_page + 1)
        if self.more:
            self._go_on(number, found)
        page: Page = self._get_page(self.object_list[:0], number, self)
        page.object_list.data = found[: self.per_page]
        return page

    def _go_on(self, number: int, found: list[Any]) -> None:
        """Number the pages as far as they are known to be there."""
        if not found:
            raise EmptyPage(self.error_messages["no_results"])
        counted = MOST_COUNTED // self.per_page
        goes_on = len(found) > self.per_page
        self.num_pages = max(counted, number + goes_on)
        self.open_ended = goes_on

    def _found(self, bottom: int, top: int) -> list[Any]:
        rows = self._in_order
        if rows.query.annotations:
            return list(rows[bottom:top])
        if self._first_keys is not None and (top <= len(self._first_keys) or not self.more):
            return _read(rows, self._first_keys[bottom:top])
        keys: list[Any] = []
        if column := _sorted_by_related(rows):
            # Those that lead there alone are read in order from an index of the other table.
            known = rows.filter(**{f"{column}__isnull": False})
            keys = list(known.values_list("pk", flat=True)[bottom:top])
        if len(keys) < top - bottom:
            keys = list(rows.values_list("pk", flat=True)[bottom:top])
        return _read(rows, keys)
