"""What an import from a spreadsheet declares: its columns, and how one row is stored.

An app puts its importers into ``importers.py``, which is found by itself:

    @register
    class Members(Importer):
        key = "members"
        title = _("Members")
        columns = (Column("name", _("name"), forms.CharField(max_length=160)), ...)

        def identity(self, values): return values["name"]
        def store(self, values, *, by): ...; return Outcome.CREATED
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Values = dict[str, Any]


class Outcome(StrEnum):
    """What a row did, or would do."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Column:
    """A column: ``field`` reads and checks a cell's text; its ``required`` and hints are shown."""

    name: str
    heading: Text
    field: forms.Field

    @property
    def hint(self) -> Text:
        """What may stand in the cell."""
        return self.field.help_text


class Importer:
    """One kind of import. An object of the class serves one run, so it may remember rows."""

    key: ClassVar[str] = ""
    title: ClassVar[Text] = ""
    lead: ClassVar[Text] = ""
    columns: ClassVar[tuple[Column, ...]] = ()
    most_rows: ClassVar[int] = 2000
    allowed: ClassVar[Callable[[Any], bool] | None] = None

    def identity(self, values: Values) -> Hashable:
        """What tells one row from another; two rows alike in it are an error."""
        raise NotImplementedError

    def store(self, values: Values, *, by: Any) -> Outcome:
        """Store one row, or leave it as it is; the same row again is UNCHANGED.

        Runs in a savepoint. ValidationError, by column name where it can, makes a row error.
        """
        raise NotImplementedError


IMPORTERS: dict[str, type[Importer]] = {}


def register(cls: type[Importer]) -> type[Importer]:
    """Class decorator: offer the import under its key."""
    IMPORTERS[cls.key] = cls
    return cls


def put(row: models.Model, **values: Any) -> Outcome:
    """Set what a spreadsheet says on a row and store it if that changes anything.

    An empty cell (None, "" or []) leaves what is stored as it is. Raises ValidationError.
    """
    is_new = row.pk is None
    given = {name: value for name, value in values.items() if value not in (None, "", [])}
    if not is_new and all(getattr(row, name) == value for name, value in given.items()):
        return Outcome.UNCHANGED
    for name, value in given.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return Outcome.CREATED if is_new else Outcome.UPDATED


def together(*outcomes: Outcome) -> Outcome:
    """The outcome of a row that stores several things."""
    if Outcome.CREATED in outcomes:
        return Outcome.CREATED
    return Outcome.UPDATED if Outcome.UPDATED in outcomes else Outcome.UNCHANGED


OUTCOME_LABELS: dict[str, Text] = {
    Outcome.CREATED: _("new"),
    Outcome.UPDATED: _("changed"),
    Outcome.UNCHANGED: _("unchanged"),
}
