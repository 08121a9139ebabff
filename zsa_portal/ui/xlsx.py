"""Spreadsheets for people: one sheet, a frozen head, text that can never turn into a formula."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in characters."""

    heading: str
    width: float = 18


class _Sheet:
    def __init__(self, book: Workbook, sheet: Worksheet) -> None:
        self.sheet = sheet
        wrap = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({"bold": True, "bg_color": "#E9F1F9", "bottom": 1, **wrap})
        self.text = book.add_format({"num_format": "@", **wrap})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", **wrap})
        self.datetime = book.add_format({"num_format": "yyyy-mm-dd hh:mm", **wrap})
        self.number = book.add_format(wrap)

    def write(self, row: int, column: int, value: Any) -> None:
        place = (row, column)
        if value is None or value == "":
            self.sheet.write_blank(*place, None, self.text)
        elif isinstance(value, dt.datetime):
            local = timezone.make_naive(value) if timezone.is_aware(value) else value
            self.sheet.write_datetime(*place, local, self.datetime)
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(*place, value, self.date)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self.sheet.write_number(*place, value, self.number)
        else:
            self.sheet.write_string(*place, _text(value), self.text)


def _text(value: object) -> str:
    text = str(value)
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def workbook(
    rows: Iterable[Sequence[Any]],
    columns: Sequence[Column | str],
    *,
    title: str = "",
    mark: str = "",
) -> bytes:
    """Return an xlsx file with one sheet.

    `rows` are sequences in the order of `columns`. Dates and numbers stay such, aware times are
    shown in the current zone; all else is stored as text, also what begins with = + - @. `mark`
    stands on the sheet's tab before its title, and above and below every printed page.
    """
    heads = [column if isinstance(column, Column) else Column(column) for column in columns]
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        sheet = _Sheet(book, book.add_worksheet(_sheet_name(f"{mark} {title}")))
        printed = f"&R{mark.replace('&', '&&')}" if mark else ""
        sheet.sheet.set_header(printed)
        sheet.sheet.set_footer(printed)
        for number, head in enumerate(heads):
            sheet.sheet.set_column(number, number, head.width)
            sheet.sheet.write_string(0, number, _text(head.heading), sheet.head)
        sheet.sheet.freeze_panes(1, 0)
        for row, values in enumerate(rows, start=1):
            for number, value in enumerate(values):
                sheet.write(row, number, value)
    return buffer.getvalue()


def spreadsheet(
    rows: Iterable[Sequence[Any]],
    columns: Sequence[Column | str],
    *,
    title: str,
    name: str,
    mark: str = "",
) -> HttpResponse:
    """Answer with a workbook, kept by no cache; ``name`` is the file's, without suffix."""
    return HttpResponse(
        workbook(rows, columns, title=title, mark=mark),
        content_type=CONTENT_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.xlsx"',
            "Cache-Control": "private, no-store",
        },
    )


def _sheet_name(title: str) -> str | None:
    kept = "".join(character for character in title if character not in "[]:*?/\\'")
    return kept.strip()[:31] or None
