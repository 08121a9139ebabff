"""The order of what is found: the number itself first, then numbers that begin so, then words."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import BooleanField, Case, Func, IntegerField, QuerySet, Value, When
from django.db.models.lookups import Exact

from zsa_portal.ui.finding.folding import Folded, fold
from zsa_portal.ui.finding.words import begun


class _Within(Func):
    """Whether a piece stands in a folded column that has a space before and behind it."""

    template = "strpos(' ' || %(expressions)s) > 0"
    output_field: Any = BooleanField()


class _Spaced(Folded):
    template = "%(function)s(%(expressions)s) || ' '"


def found_first(rows: QuerySet[Any], typed: str, number: str, *, most: int) -> list[Any]:
    """The first rows found by what is typed, by their model's ``FOUND_BY``, the nearest first."""
    found = begun(typed)
    if not found:
        return []
    return list(nearest(rows.filter(rows.model.FOUND_BY.holds(found)), typed, number)[:most])


def nearest(rows: QuerySet[Any], typed: str, *numbers: str) -> QuerySet[Any]:
    """Rows in the order of finding, else in their own: a number typed stands first.

    ``numbers`` are the columns of their numbers. What is typed without a digit is no number.
    """
    if not re.search("[0-9]", fold(typed)):
        return rows
    own = rows.query.order_by or rows.model._meta.ordering
    return rows.order_by(nearness(typed, *numbers), *own)


def called_so(typed: str, *names: str) -> Case:
    """The rank of a row by its names: 0 one of these columns is what is typed, 1 none is."""
    asked = Value(fold(typed))
    same = [When(Exact(Folded(name), asked), then=Value(0)) for name in names]
    return Case(*same, default=Value(1), output_field=IntegerField())


def nearness(typed: str, *numbers: str) -> Case:
    """The rank of a row by its numbers: 0 it is the one typed, 1 it begins so, 2 it is another."""
    piece = fold(typed)
    whole = [When(_Within(_Spaced(one), Value(f" {piece} ")), then=Value(0)) for one in numbers]
    begin = [When(_Within(_Spaced(one), Value(f" {piece}")), then=Value(1)) for one in numbers]
    return Case(*whole, *begin, default=Value(2), output_field=IntegerField())
