"""The one reader of spreadsheets: what a person sees in a cell, or a question where that is lost."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from zsa_portal.people.imports import formats
from zsa_portal.people.imports.cells import Cell, folded, heading_of, labels_of
from zsa_portal.people.imports.importer import Column, RawRow, RowError, Table
from zsa_portal.people.imports.package import Box, Part, unpacked

MOST_BYTES = 5 * 1024 * 1024
MOST_BLANK = 1000
MOST_COLUMNS = 60
MOST_DIGITS = 14
LONGEST_CELL = 32_767
"""More than this no cell of Excel holds."""

NOTHING = Cell("")


@dataclass
class Reading:
    """The rows of a sheet, blank ones left out, and the cells whose value cannot be known."""

    rows: list[RawRow] = field(default_factory=list)
    doubts: list[RowError] = field(default_factory=list)
    taken: int = 0


@dataclass
class Line:
    """A row as it looks: a merged cell stands in each place that it covers.

    ``own`` says whether anything begins in the row itself; ``boxes`` are its merged ranges.
    """

    number: int
    cells: list[Cell]
    own: bool
    boxes: list[Box]


def read(upload: IO[bytes], table: Table) -> Reading:
    """What the first visible sheet of an upload says, by the columns of a table.

    Raises ValidationError with every sentence that keeps the sheet from being read: not a
    spreadsheet, too large, headings missing, unknown or double, no rows, too many. Only for
    parsing workers.
    """
    package = unpacked(upload)
    try:
        book = load_workbook(package.stream, read_only=True, data_only=True, keep_links=False)
        reading = Reading()
        for page in itertools.islice(_visible(book), 1):
            reading = reading_of(_lines(page, _part_of(page, package.parts)), table)
    except (ValidationError, MemoryError, SoftTimeLimitExceeded):
        raise
    except Exception as error:
        raise ValidationError(_("The file cannot be read as a spreadsheet (xlsx).")) from error
    if not reading.rows and not reading.doubts:
        raise ValidationError(_("The sheet has no rows below its headings."))
    return reading


def _visible(book: Any) -> Iterator[Any]:
    return (page for page in book.worksheets if page.sheet_state == "visible")


def _part_of(page: Any, parts: dict[str, Part]) -> Part:
    path = page._worksheet_path  # noqa: SLF001 - the reader tells nowhere else which part a sheet is
    return parts.get(path, Part())


def _lines(page: Any, part: Part) -> Iterator[Line]:
    page.reset_dimensions()
    merged = _Merged(part.merged)
    rows = page.iter_rows(max_col=MOST_COLUMNS)
    for number, found in enumerate(rows, start=1):
        cells = [_cell(one, part.unknown) for one in found]
        cells += [NOTHING] * (MOST_COLUMNS - len(cells))
        yield merged.line(number, cells)


class _Merged:
    """Spreads merged cells over the rows they cover, as the rows go by."""

    def __init__(self, boxes: list[Box]) -> None:
        self.coming = sorted(boxes, key=lambda box: box[1], reverse=True)
        self.here: list[tuple[Box, Cell]] = []

    def line(self, number: int, cells: list[Cell]) -> Line:
        self.here = [(box, cell) for box, cell in self.here if box[3] >= number]
        from_above = {column for box, _c in self.here for column in self._columns(box)}
        own = any(cell and place not in from_above for place, cell in enumerate(cells))
        while self.coming and self.coming[-1][1] <= number:
            box = self.coming.pop()
            if box[1] == number and box[0] <= MOST_COLUMNS:
                self.here.append((box, cells[box[0] - 1]))
        for box, cell in self.here:
            for column in self._columns(box):
                cells[column] = cell
        return Line(number, cells, own, [box for box, cell in self.here if cell])

    @staticmethod
    def _columns(box: Box) -> range:
        return range(box[0] - 1, min(box[2], MOST_COLUMNS))


def reading_of(lines: Iterator[Line], table: Table) -> Reading:
    """What the rows of any table say, by the columns of ``table``; raises as ``read`` does."""
    places = _places(_head(lines, table), table)
    reading = Reading()
    blank = 0
    for line in lines:
        if not line.own or not any(line.cells[place] for _column, place in places):
            blank += 1
            if blank > MOST_BLANK:
                break
            continue
        blank = 0
        _take(line, places, reading)
        if reading.taken > table.most_rows:
            raise ValidationError(
                _("The sheet has more than %(most)d rows. Split it into several.")
                % {"most": table.most_rows}
            )
    return reading


def _take(line: Line, places: list[tuple[Column, int]], reading: Reading) -> None:
    texts: dict[str, str] = {}
    doubts: list[RowError] = []
    for column, place in places:
        cell = line.cells[place]
        try:
            _refuse_wide(line, place, places)
            texts[column.name] = column.read(cell)
        except ValidationError as error:
            coordinate = cell.at or f"{get_column_letter(place + 1)}{line.number}"
            sentences = [f"{coordinate}: {sentence}" for sentence in error.messages]
            heading = str(column.heading)
            doubts += [RowError(line.number, heading, sentence) for sentence in sentences]
    reading.taken += 1
    reading.doubts += doubts
    if not doubts:
        reading.rows.append((line.number, texts))


def _refuse_wide(line: Line, place: int, places: list[tuple[Column, int]]) -> None:
    """A cell merged over several columns is no value of either."""
    for left, _top, right, _bottom in line.boxes:
        if left <= place + 1 <= right and sum(left <= one + 1 <= right for _c, one in places) > 1:
            raise ValidationError(
                _("The cell is merged over several columns. Give each column its own cell.")
            )


def _head(lines: Iterator[Line], table: Table) -> list[Cell]:
    """The row of headings: the first of which two are known, below a title; else the first at all."""
    known, left_out = _known(table), _left_out(table)
    first: list[Cell] = []
    for line in itertools.islice(lines, 20):
        words = {folded(cell.text) for cell in line.cells if cell}
        told = {word for word in words if word in left_out or _column(word, known)}
        if words and len(told) >= min(2, len(words)):
            return line.cells
        first = first or (line.cells if words else [])
    return first


def _known(table: Table) -> dict[str, Column]:
    columns = (*table.columns, *table.more_columns)
    known = {heading_of(other): column for column in columns for other in column.also}
    return known | {label: column for column in columns for label in labels_of(column.heading)}


def _left_out(table: Table) -> set[str]:
    return {form for text in table.left_out for form in (folded(text), heading_of(text))}


def _column(text: str, known: dict[str, Column]) -> Column | None:
    return known.get(text) or known.get(heading_of(text))


def _places(head: list[Cell], table: Table) -> list[tuple[Column, int]]:
    known, left_out = _known(table), _left_out(table)
    columns = table.columns
    places: dict[str, tuple[Column, int]] = {}
    wrong = []
    for place, cell in enumerate(head):
        if folded(cell.text) in left_out or heading_of(cell.text) in left_out:
            continue
        column = _column(folded(cell.text), known)
        if column is not None and column.name not in places:
            places[column.name] = (column, place)
        elif column is not None:
            wrong.append(_("The column “%(heading)s” stands there twice.") % {"heading": cell.text})
        elif cell:
            wrong.append(_("The column “%(heading)s” is unknown.") % {"heading": cell.text})
    wrong += [
        _("The column “%(heading)s” is missing.") % {"heading": column.heading}
        for column in columns
        if column.field.required and column.name not in places
    ]
    if wrong:
        raise ValidationError(list(dict.fromkeys(wrong)))
    return list(places.values())


def _cell(found: Any, unknown: set[str]) -> Cell:
    """A cell as a person sees it."""
    if found.value is None:
        at = getattr(found, "coordinate", "")
        return Cell("", at, _("A formula without a result.")) if at in unknown else NOTHING
    value, at = found.value, found.coordinate
    if isinstance(value, str):
        return _text(value.strip(), at)
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", at)
    if isinstance(value, int | float):
        return _number(value, found.number_format, at)
    if isinstance(value, dt.datetime | dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return Cell(day.isoformat(), at, _day_made_by_excel(day), day)
    return Cell(str(value), at, _time_made_by_excel(value))


def _text(text: str, at: str) -> Cell:
    if len(text) > LONGEST_CELL:
        return Cell(text[:80], at, _("The cell holds more text than a spreadsheet may."))
    return Cell(text, at) if text else NOTHING


def _number(value: float, number_format: str, at: str) -> Cell:
    if abs(value) >= 10**MOST_DIGITS or value != value:  # noqa: PLR0124 - that is no number
        return Cell(f"{value:.6g}", at, _long(value))
    text = formats.seen(value, number_format)
    if text is not None:
        return Cell(text, at)
    sentence = _(
        "The cell holds the number %(number)s; whether it was written so, or with zeros at its "
        "end, cannot be known. Format the cell as text and write it again."
    )
    return Cell(f"{value:.15g}", at, sentence % {"number": f"{value:.15g}"})


def _long(value: float) -> str:
    return _(
        "The cell holds the number %(number)s, and a spreadsheet keeps only fifteen digits of a "
        "number. Format the cell as text and write all of it again."
    ) % {"number": f"{value:.6g}"}


def _day_made_by_excel(day: dt.date) -> str:
    return _(
        "The spreadsheet took what was written for the date %(day)s. Format the cell as text and "
        "write it again."
    ) % {"day": day.isoformat()}


def _time_made_by_excel(value: Any) -> str:
    return _(
        "The spreadsheet took what was written for the time %(time)s. Format the cell as text and "
        "write it again."
    ) % {"time": value}
