"""Checking a spreadsheet and taking it over: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.imports import sheet
from zsa_portal.people.imports.importer import IMPORTERS, Column, Importer, Outcome, Values
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.regulations import clock


@dataclass(frozen=True)
class RowError:
    """What is wrong in one row: its number in the sheet, the column's heading if it is one cell."""

    row: int
    column: str
    text: str


@dataclass
class Report:
    """What a run found: ``errors`` by row, or the outcome of every row."""

    errors: list[RowError] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    run: ImportRun | None = None

    def count(self, outcome: str) -> int:
        """How many rows had an outcome."""
        return Counter(self.outcomes.values())[Outcome(outcome)]


def import_check(*, importer: type[Importer], upload: IO[bytes], name: str, by: User) -> Report:
    """Try a spreadsheet out and keep its rows for confirmation; data is not stored.

    Without errors ``run`` waits for ``import_apply``; with errors nothing at all is kept. Raises
    ValidationError when the file is no readable spreadsheet.
    """
    rows = sheet.read(upload, importer())
    with transaction.atomic():
        report = _store(importer(), rows, by=by)
        transaction.set_rollback(True)
    if not report.errors:
        waiting = ImportRun.objects.filter(
            importer=importer.key, uploaded_by=by, applied_at__isnull=True
        )
        waiting.delete()
        report.run = ImportRun.objects.create(
            importer=importer.key,
            name=name[:200],
            rows=[[number, texts, report.outcomes[number]] for number, texts in rows],
            uploaded_by=by,
            uploaded_at=clock.now(),
        )
    return report


def import_apply(*, run: ImportRun, by: User) -> Report:
    """Take a checked spreadsheet over, all rows in one transaction; a second time does nothing.

    With errors, because the data changed since the check, nothing is stored.
    """
    with transaction.atomic():
        fresh = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if fresh.applied_at is not None:
            return Report(run=fresh)
        rows = [(number, texts) for number, texts, _outcome in fresh.rows]
        report = _store(IMPORTERS[fresh.importer](), rows, by=by)
        report.run = fresh
        if report.errors:
            transaction.set_rollback(True)
            return report
        fresh.applied_at, fresh.rows = clock.now(), []
        fresh.created = report.count("created")
        fresh.updated = report.count("updated")
        fresh.unchanged = report.count("unchanged")
        fresh.save()
    return report


def _store(importer: Importer, rows: Iterable[sheet.RawRow], *, by: User) -> Report:
    report = Report()
    first_at: dict[Any, int] = {}
    for number, texts in rows:
        try:
            values = _clean(importer, texts)
            _refuse_twin(first_at.setdefault(importer.identity(values), number), number)
            with transaction.atomic():
                report.outcomes[number] = importer.store(values, by=by)
        except ValidationError as error:
            report.errors += _row_errors(importer, number, error)
        except DatabaseError:
            sentence = _("The row contradicts what is stored.")
            report.errors.append(RowError(number, "", sentence))
    return report


def _clean(importer: Importer, texts: dict[str, str]) -> Values:
    values: Values = {}
    wrong: dict[str, list[str]] = {}
    for column in importer.columns:
        text = texts.get(column.name, "")
        try:
            values[column.name] = _cell(column, text)
        except ValidationError as error:
            wrong[column.name] = error.messages
    if wrong:
        raise ValidationError(wrong)
    return values


def _cell(column: Column, text: str) -> Any:
    if text in sheet.CELL_ERRORS:
        raise ValidationError(_("The cell holds an error of the spreadsheet."))
    return column.field.clean(text)


def _refuse_twin(first: int, number: int) -> None:
    if first != number:
        raise ValidationError(_("The same as row %(row)d.") % {"row": first})


def _row_errors(importer: Importer, number: int, error: ValidationError) -> list[RowError]:
    headings = {column.name: str(column.heading) for column in importer.columns}
    if not hasattr(error, "error_dict"):
        return [RowError(number, "", sentence) for sentence in error.messages]
    return [
        RowError(number, headings.get(name, ""), sentence)
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]
