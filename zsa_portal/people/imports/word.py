"""Tables in Word documents, as rows for the reader of spreadsheets. Only for parsing workers."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from zsa_portal.people.imports.cells import Cell
from zsa_portal.people.imports.importer import Table
from zsa_portal.people.imports.package import MOST_PARTS, MOST_UNPACKED, Box
from zsa_portal.people.imports.sheet import MOST_COLUMNS, NOTHING, Line, Reading, reading_of

BODY = "word/document.xml"
GONE = {qn("w:del"), qn("w:moveFrom")}
SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n"}


def is_word(upload: IO[bytes]) -> bool:
    """Whether an upload is a Word document; it is read from its beginning afterwards."""
    try:
        with zipfile.ZipFile(upload) as package:
            return BODY in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    finally:
        upload.seek(0)


def read(upload: IO[bytes], table: Table) -> Reading:
    """What the tables of a Word document say, one after the other, by the columns of a table.

    Raises ValidationError with every sentence that keeps it from being read, as ``sheet.read`` does.
    """
    try:
        document = Document(BytesIO(_measured(upload)))
        reading = reading_of(_lines(document), table)
    except (ValidationError, MemoryError, SoftTimeLimitExceeded):
        raise
    except Exception as error:
        raise ValidationError(_("The file cannot be read as a Word document (docx).")) from error
    if not reading.rows and not reading.doubts:
        raise ValidationError(_("The table has no rows below its headings."))
    return reading


def _measured(upload: IO[bytes]) -> bytes:
    with zipfile.ZipFile(upload) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise ValidationError(_("The document is too large to be read. Split its table."))
    upload.seek(0)
    return upload.read()


def _lines(document: Any) -> Iterator[Line]:
    number = 0
    for found in document.tables:
        above: list[Cell] = [NOTHING] * MOST_COLUMNS
        for row in found.rows:
            number += 1
            line = _line(number, row._tr.tc_lst, above)  # noqa: SLF001 - merged cells stand only there
            above = line.cells
            yield line


def _line(number: int, found: list[Any], above: list[Cell]) -> Line:
    cells, boxes, own = [NOTHING] * MOST_COLUMNS, list[Box](), False
    at = 0
    for one in found:
        end = min(at + one.grid_span, MOST_COLUMNS)
        if end <= at:
            break
        goes_on = one.vMerge == "continue"
        text = _text(one)
        cell = above[at] if goes_on else (Cell(text) if text else NOTHING)
        own = own or bool(text and not goes_on)
        cells[at:end] = [cell] * (end - at)
        if end - at > 1 and cell:
            boxes.append((at + 1, number, end, number))
        at = end
    return Line(number, cells, own, boxes)


def _text(cell: Any) -> str:
    """What stands in a cell once its tracked changes are taken, a line a paragraph."""
    lines = ("".join(_said(paragraph)) for paragraph in cell.iter(qn("w:p")))
    return "\n".join(lines).strip()


def _said(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in GONE:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag != qn("w:p"):
            yield from _said(child)
