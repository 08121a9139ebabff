"""Reading an uploaded spreadsheet: checked before it is opened, bounded while it is read."""

from __future__ import annotations

import datetime as dt
import itertools
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from zsa_portal.people.imports.cells import folded, labels_of
from zsa_portal.people.imports.importer import Column, Importer

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_BLANK = 1000
MOST_COLUMNS = 60
CELL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")

RawRow = tuple[int, dict[str, str]]


def read(upload: IO[bytes], importer: Importer) -> list[RawRow]:
    """The rows of the first sheet as (row number, texts by column name), blank rows left out.

    Raises ValidationError with every sentence that keeps the sheet from being read: not a
    spreadsheet, too large, headings missing, unknown or double, no rows, too many.
    """
    _check_package(upload)
    upload.seek(0)
    try:
        book = load_workbook(upload, read_only=True, data_only=True, keep_links=False)
        lines = _lines(book.worksheets[0]) if book.worksheets else iter(())
        rows = _rows(lines, importer)
    except ValidationError:
        raise
    except Exception as error:
        raise ValidationError(_("The file cannot be read as a spreadsheet (xlsx).")) from error
    if not rows:
        raise ValidationError(_("The sheet has no rows below its headings."))
    return rows


def _check_package(upload: IO[bytes]) -> None:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ValidationError(_("This is not a spreadsheet (xlsx).")) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise ValidationError(_("This is not a spreadsheet (xlsx)."))
    if len(parts) > 1000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError(_("The spreadsheet is too large. Split it into several."))


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, [_text(value) for value in cells[:MOST_COLUMNS]]


def _rows(lines: Iterator[tuple[int, list[str]]], importer: Importer) -> list[RawRow]:
    head = next((line for _number, line in itertools.islice(lines, 20) if any(line)), [])
    places = _places(head, importer.columns)
    rows: list[RawRow] = []
    blank = 0
    for number, line in lines:
        texts = {name: line[place] for name, place in places.items() if place < len(line)}
        if not any(texts.values()):
            blank += 1
            if blank > MOST_BLANK:
                break
            continue
        blank = 0
        rows.append((number, texts))
        if len(rows) > importer.most_rows:
            raise ValidationError(
                _("The sheet has more than %(most)d rows. Split it into several.")
                % {"most": importer.most_rows}
            )
    return rows


def _places(head: list[str], columns: tuple[Column, ...]) -> dict[str, int]:
    known = {label: column for column in columns for label in labels_of(column.heading)}
    places: dict[str, int] = {}
    wrong = []
    for place, heading in enumerate(head):
        column = known.get(folded(heading))
        if column is not None and column.name not in places:
            places[column.name] = place
        elif column is not None:
            wrong.append(_("The column “%(heading)s” stands there twice.") % {"heading": heading})
        elif heading:
            wrong.append(_("The column “%(heading)s” is unknown.") % {"heading": heading})
    wrong += [
        _("The column “%(heading)s” is missing.") % {"heading": column.heading}
        for column in columns
        if column.field.required and column.name not in places
    ]
    if wrong:
        raise ValidationError(wrong)
    return places


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
