"""Conditions in SQL on the rows asked, where the same in Django's words is dear to build or to plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Exists, F, Func


class Condition(Func):
    """SQL that says yes or no of a row; ``{name}`` in it stands for the row's column of that name.

    ``values`` fill the text's ``%s`` in order; ``columns`` lead from the row asked, e.g.
    ``level="issuedform__level"``, whatever the query calls its tables.
    """

    output_field = BooleanField()

    def __init__(self, text: str, values: Sequence[Any], **columns: str) -> None:
        super().__init__(*map(F, columns.values()))
        self.text, self.values, self.names = text, list(values), list(columns)

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:
        columns = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        return self.text.format(**dict(zip(self.names, columns, strict=True))), self.values


def of_keys(keys: Sequence[int]) -> Condition:
    """The condition that a row's key is one of these; unlike ``pk__in``, it is asked also of none."""
    return Condition("{pk} = ANY(%s::bigint[])", [list(keys)], pk="pk")


class ForEach(Exists):
    """``Exists`` asked of each row by itself, through an index.

    PostgreSQL plans an ordinary one twice, the second time to ask it of all rows at once; ``OFFSET 0``
    keeps it from that. For conditions of which a statement has many and which few rows come to.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"
