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

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.imports.cells import Cell
from zsa_portal.people.places import Places
from zsa_portal.regulations.rule import Rule

Text = str | Promise
Values = dict[str, Any]
RawRow = tuple[int, dict[str, str]]
"""A row's number in the sheet, and its texts by column name."""

Tell = Callable[[int], None]
"""Told how many rows are checked, while they are."""


class Outcome(StrEnum):
    """What a row did, or would do."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Column:
    """A column: ``field`` reads and checks a cell's text; its ``required`` and hints are shown.

    ``also`` are the headings of official tables for the same.
    """

    name: str
    heading: Text
    field: forms.Field
    also: tuple[str, ...] = ()

    @property
    def hint(self) -> Text:
        """What may stand in the cell."""
        return self.field.help_text

    def read(self, cell: Cell) -> str:
        """The text that a cell of this column holds. ValidationError where it cannot be known."""
        reads = getattr(self.field, "read", Cell.read)
        text: str = reads(cell)
        return text


@dataclass(frozen=True)
class RowError:
    """What is wrong in one row: its number in the sheet, the column's heading if it is one cell."""

    row: int
    column: str
    text: str


@dataclass
class Report:
    """What a check found: ``errors`` by row, or the outcome of every row."""

    errors: list[RowError] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    def count(self, outcome: str) -> int:
        """How many rows had an outcome."""
        return Counter(self.outcomes.values())[Outcome(outcome)]


class Table:
    """A table with known columns. An object of the class serves one run.

    ``more_columns`` are read where an official table has them and not asked for; ``left_out`` are the
    headings of columns that others fill in, which are not read.
    """

    key: ClassVar[str] = ""
    title: ClassVar[Text] = ""
    lead: ClassVar[Text] = ""
    columns: ClassVar[tuple[Column, ...]] = ()
    more_columns: ClassVar[tuple[Column, ...]] = ()
    left_out: ClassVar[tuple[str, ...]] = ()
    most_rows: ClassVar[int] = 2000

    def clean(self, texts: dict[str, str]) -> Values:
        """The values of a row. ValidationError by column name."""
        values: Values = {}
        wrong: dict[str, list[str]] = {}
        for column in self.columns:
            try:
                values[column.name] = column.field.clean(texts.get(column.name, ""))
            except ValidationError as error:
                wrong[column.name] = error.messages
        if wrong:
            raise ValidationError(wrong)
        return values

    def check(self, rows: Sequence[RawRow], *, by: Any, tell: Tell) -> Report:
        """Whether every row could be taken; nothing is stored."""
        return self.each(rows, lambda _number, texts: self._possible(texts), tell)

    def _possible(self, texts: dict[str, str]) -> Outcome:
        self.clean(texts)
        return Outcome.CREATED

    def each(
        self, rows: Iterable[RawRow], take: Callable[[int, dict[str, str]], Outcome], tell: Tell
    ) -> Report:
        """What taking each row comes to; a row that is refused keeps none of the others from it."""
        report = Report()
        for done, (number, texts) in enumerate(rows, start=1):
            try:
                report.outcomes[number] = take(number, texts)
            except ValidationError as error:
                report.errors += self._errors(number, error)
            except DatabaseError:
                sentence = gettext("The row contradicts what is stored.")
                report.errors.append(RowError(number, "", sentence))
            tell(done)
        return report

    def _errors(self, number: int, error: ValidationError) -> list[RowError]:
        read = (*self.columns, *self.more_columns)
        headings = {column.name: str(column.heading) for column in read}
        if not hasattr(error, "error_dict"):
            return [RowError(number, "", sentence) for sentence in error.messages]
        return [
            RowError(number, headings.get(name, ""), sentence)
            for name, sentences in error.message_dict.items()
            for sentence in sentences
        ]


class Importer(Table):
    """One kind of import. An object of the class serves one run, so it may remember rows.

    ``allowed`` says who uses it, asked with the user's places; those who keep the registers, unless
    it is given. ``release`` is the rule, asked with a ``Release``, under which somebody takes a checked table
    over that another has put forward; without one whoever uploaded it takes it over.
    """

    allowed: ClassVar[Callable[[Places], bool] | None] = None
    release: ClassVar[Rule[Any] | None] = None

    @classmethod
    def releasers(cls) -> Iterable[User]:
        """Who is told of a table put forward for release; whoever did that is left out."""
        return ()

    def identity(self, values: Values) -> Hashable:
        """What tells one row from another; two rows alike in it are an error."""
        raise NotImplementedError

    def store(self, values: Values, *, by: Any) -> Outcome:
        """Store one row, or leave it as it is; the same row again is UNCHANGED.

        Runs in a savepoint. ValidationError, by column name where it can, makes a row error.
        """
        raise NotImplementedError

    def check(self, rows: Sequence[RawRow], *, by: Any, tell: Tell) -> Report:
        """What taking every row over would do, tried and taken back."""
        with transaction.atomic():
            report = self.take_over(rows, by=by, tell=tell)
            transaction.set_rollback(True)
        return report

    def take_over(self, rows: Sequence[RawRow], *, by: Any, tell: Tell = lambda _n: None) -> Report:
        """Store every row in the caller's transaction, which is to end where there are errors."""
        first_at: dict[Hashable, int] = {}

        def take(number: int, texts: dict[str, str]) -> Outcome:
            values = self.clean(texts)
            first = first_at.setdefault(self.identity(values), number)
            if first != number:
                raise ValidationError(gettext("The same as row %(row)d.") % {"row": first})
            with transaction.atomic():
                return self.store(values, by=by)

        return self.each(rows, take, tell)


TABLES: dict[str, type[Table]] = {}
IMPORTERS: dict[str, type[Importer]] = {}


def table(cls: type[Table]) -> type[Table]:
    """Class decorator: let the readers know a table under its key."""
    TABLES[cls.key] = cls
    return cls


def register(cls: type[Importer]) -> type[Importer]:
    """Class decorator: offer the import under its key."""
    IMPORTERS[cls.key] = cls
    table(cls)
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
