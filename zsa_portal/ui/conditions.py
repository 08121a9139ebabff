"""Conditions in SQL on the rows asked, where the same in Django's words is dear to build or to plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, overload

from django.db import models
from django.db.models import BooleanField, Exists, F, Func, Q

YES, NO = "TRUE", "FALSE"


class Condition(Func):
    """SQL that says yes or no of a row; ``{name}`` in it stands for the row's column of that name.

    ``values`` fill the text's ``%s`` in order; ``columns`` lead from the row asked, e.g.
    ``level="issuedform__level"``, whatever the query calls its tables. Conditions are joined by ``&``
    and ``|`` and turned round by ``~`` into one text, which Django then compiles as one expression:
    a right of twenty conditions costs it hardly more than each of them would alone.
    """

    output_field = BooleanField()

    def __init__(self, text: str, values: Sequence[Any] = (), **columns: str) -> None:
        paths = list(dict.fromkeys(columns.values()))
        super().__init__(*map(F, paths))
        self.paths, self.values = paths, list(values)
        self.text = text.format(**{name: f"{{{path}}}" for name, path in columns.items()})

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:
        columns = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        return self.told(dict(zip(self.paths, columns, strict=True))), self.values

    def told(self, columns: Mapping[str, str]) -> str:
        """The text in a statement that calls the columns so; KeyError where it lacks one."""
        return f"({self.text.format(**{path: columns[path] for path in self.paths})})"

    @overload
    def __and__(self, other: Condition) -> Condition: ...
    @overload
    def __and__(self, other: Q) -> Q: ...
    def __and__(self, other: Any) -> Any:
        return self._joined(" AND ", other) if isinstance(other, Condition) else Q(self) & other

    @overload
    def __or__(self, other: Condition) -> Condition: ...
    @overload
    def __or__(self, other: Q) -> Q: ...
    def __or__(self, other: Any) -> Any:
        return self._joined(" OR ", other) if isinstance(other, Condition) else Q(self) | other

    def __invert__(self) -> Condition:
        """True also where the condition itself says nothing, as of a row without a matter."""
        turned = {YES: NO, NO: YES}.get(self.text, f"({self.text}) IS NOT TRUE")
        return _of_paths(turned, self.values, self.paths)

    def _joined(self, word: str, other: Condition) -> Condition:
        plain, deciding = (YES, NO) if word == " AND " else (NO, YES)
        for one, another in ((self, other), (other, self)):
            if one.text == plain:
                return another
            if one.text == deciding:
                return one
        text = f"({self.text}){word}({other.text})"
        return _of_paths(text, [*self.values, *other.values], [*self.paths, *other.paths])


ALWAYS, NEVER = Condition(YES), Condition(NO)


def _of_paths(text: str, values: Sequence[Any], paths: Sequence[str]) -> Condition:
    return Condition(text, values, **{path: path for path in paths})


def columns_of(model: type[models.Model], alias: str, prefix: str = "") -> dict[str, str]:
    """How a statement that calls a table ``alias`` calls its own columns; ``prefix`` leads to them."""
    fields = {field.name: field.column for field in model._meta.local_concrete_fields}
    fields["pk"] = model._meta.pk.column
    return {f"{prefix}{name}": f"{alias}.{column}" for name, column in fields.items()}


def within(text: str, inner: Condition, called: Mapping[str, str], **columns: str) -> Condition:
    """A condition whose text has ``inner`` in the place of ``{inner}``, its columns ``called`` so.

    What the text says of the row asked stands in double braces, ``{{pk}}``; so do the columns of the
    row that ``called`` gives. NEVER where nothing fulfils ``inner``.
    """
    if inner is NEVER:
        return NEVER
    return Condition(text.format(inner=inner.told(called)), inner.values, **columns)


def empty(column: str) -> Condition:
    """The condition that a row says nothing in a column."""
    return Condition("{column} IS NULL", column=column)


def filled(column: str) -> Condition:
    """The condition that a row says something in a column."""
    return Condition("{column} IS NOT NULL", column=column)


def of_keys(keys: Sequence[int]) -> Condition:
    """The condition that a row's key is one of these; unlike ``pk__in``, it is asked also of none."""
    return Condition("{pk} = ANY(%s::bigint[])", [list(keys)], pk="pk")


def among(column: str, values: Sequence[Any], kind: str = "text") -> Condition:
    """The condition that a column has one of these values, which are of a type of the database."""
    found = list(values)
    if not found:
        return NEVER
    if len(found) == 1:
        return Condition(f"{{column}} = %s::{kind}", found, column=column)
    return Condition(f"{{column}} = ANY(%s::{kind}[])", [found], column=column)


class ForEach(Exists):
    """``Exists`` asked of each row by itself, through an index.

    PostgreSQL plans an ordinary one twice, the second time to ask it of all rows at once; ``OFFSET 0``
    keeps it from that. For conditions of which a statement has many and which few rows come to.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"
