"""What an .xlsx and a .txt say: the cells of each sheet, the lines of a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

MOST_ROWS, MOST_COLUMNS = 2000, 30
TEXTS = ("utf-8-sig", "gb18030", "utf-16")


def cells(source: Path) -> Iterator[dict[str, Any]]:
    """The sheets of an .xlsx, each a heading and a table. Raises what openpyxl raises."""
    import openpyxl

    with source.open("rb") as stream:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield {"text": sheet.title, "heading": 2}
            found = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            rows = [["" if value is None else str(value) for value in row] for row in found]
            used = [row for row in rows if any(row)]
            width = max((_width(row) for row in used), default=0)
            yield {"rows": [row[:width] for row in used]}


def _width(row: list[str]) -> int:
    """How many cells a row has up to the last that says something."""
    return max(number for number, text in enumerate(row, start=1) if text)


def lines(source: Path) -> Iterator[dict[str, Any]]:
    """The lines of a .txt. Raises ValueError for an encoding that is not known."""
    data = source.read_bytes()
    for encoding in TEXTS:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ValueError
    for line in text.splitlines():
        yield {"text": line or "\u00a0", "heading": 0}
