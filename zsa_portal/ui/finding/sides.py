"""Rows found by several of their sides: own columns, those of rows they lead to; each word by any.

Each side is asked by itself, so that the index of its table serves it however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import FieldDoesNotExist
from django.db.models import GeneratedField, Q, TextField

from zsa_portal.ui.finding.folding import FoundBy, words_kept
from zsa_portal.ui.finding.words import Asked, in_a_long_text, in_a_short_text


@dataclass(frozen=True)
class By:
    """A model's ``FOUND_BY``: the columns by which its rows are found together, with an index.

    Who may know one of these columns of a row may know them all: a list that names one of them is
    searched by all. ``words`` is the column of their words where the table keeps one.
    """

    columns: tuple[str, ...]
    words: str = ""

    def holds(self, asked: Asked) -> Q:
        """The condition that every word stands in the columns."""
        if self.words:
            return asked.named_in(self.words, *self.columns)
        return asked.among(*self.columns)

    def index(self, name: str) -> GinIndex:
        """The index that serves it."""
        if self.words:
            return GinIndex(fields=[self.words], name=name)
        return GinIndex(FoundBy(*self.columns), name=name)

    def kept(self) -> GeneratedField:
        """The column of their words, which the database itself fills."""
        return words_kept(FoundBy(*self.columns))


@dataclass(frozen=True)
class _Side:
    """Columns of one table; ``path`` leads from the rows asked to it, empty for their own.

    ``is_made`` says that the query itself makes them.
    """

    root: Any
    path: str
    model: Any
    columns: tuple[str, ...]
    is_own: bool
    is_made: bool = False

    def holds(self, word: Asked) -> Q:
        declared: By | None = getattr(self.model, "FOUND_BY", None)
        found, left = Q(), list(self.columns)
        if declared and set(left) & set(declared.columns):
            found |= declared.holds(word)
            left = [name for name in left if name not in declared.columns]
        for name in left:
            found |= _standing_in(self.model, name, word)
        if self.is_own:
            return found
        keys = self.model.objects.filter(found).order_by().values("pk")
        led = Q(**{f"{self.path or 'pk'}__in": keys})
        if not self.path or not self.root._meta.get_field(self.path.split("__")[0]).one_to_many:
            return led
        return Q(pk__in=self.root.objects.filter(led).order_by().values("pk"))


def found_on(model: Any, names: Sequence[str], asked: Asked) -> Q:
    """The condition that every word stands in one of the columns ``names`` of a model's rows.

    Nothing is found by what has neither letters nor numbers.
    """
    if not asked:
        return Q(pk__in=[])
    found, sides = Q(), _sides(model, names)
    if len(sides) == 1:
        (side,) = sides
        declared: By | None = getattr(side.model, "FOUND_BY", None)
        if declared and set(side.columns) <= set(declared.columns):
            return side.holds(asked)
    for word in asked.each():
        either = Q()
        for side in sides:
            either |= side.holds(word) if len(sides) == 1 or side.is_made else _by_key(side, word)
        found &= either
    return found


def _by_key(side: _Side, word: Asked) -> Q:
    """One side of several: by keys, so that its own index is asked."""
    return _Side(side.root, side.path, side.model, side.columns, is_own=False).holds(word)


def _sides(model: Any, names: Sequence[str]) -> list[_Side]:
    found: dict[tuple[str, Any], list[str]] = {}
    for name in names:
        path, _, column = name.rpartition("__")
        place: Any = model
        for step in path.split("__") if path else ():
            place = place._meta.get_field(step).related_model
        of = place if path else _table_of(place, column)
        found.setdefault((path, of), []).append(column)
    return [
        _Side(
            model,
            path,
            of or model,
            tuple(columns),
            is_own=not path and of in (model, None),
            is_made=of is None,
        )
        for (path, of), columns in found.items()
    ]


def _table_of(model: Any, column: str) -> Any:
    """The model whose table holds a column; None where the query made it."""
    try:
        return model._meta.get_field(column).model
    except FieldDoesNotExist:
        return None


def _standing_in(model: Any, name: str, word: Asked) -> Q:
    """The look at one column; a long text is not folded for it."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    look = in_a_long_text if isinstance(fields.get(name), TextField) else in_a_short_text
    return look(word, name)
