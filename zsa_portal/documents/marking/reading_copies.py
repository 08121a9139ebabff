"""What an office file says, as a PDF to read: its text and tables, not its layout.

No office program is needed. A .docx gives its paragraphs, headings and tables, an .xlsx its cells, a
.txt its lines; pictures, drawings and comments are left out, and the first page says so.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from zsa_portal.documents import render
from zsa_portal.documents.contents.refusing import damaged, refuse
from zsa_portal.documents.word import MEDIA_TYPE as DOCX

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BLOCKS = 4000
MOST_ROWS, MOST_COLUMNS = 2000, 30
TEXTS = ("utf-8-sig", "gb18030", "utf-16")
HEADINGS = 3


def as_pdf(source: Path, media_type: str, name: str) -> bytes:
    """The PDF of what an office file says.

    Raises BadValue("file", …) for kinds that are not converted, files that do not open, and texts
    too long to be made into pages.
    """
    found = _blocks(source, media_type, name)
    if len(found) > MOST_BLOCKS:
        _too_long(name)
    page = render_to_string("forms/reading_copy.html", {"blocks": found, "name": name})
    try:
        return render.pdf(page)
    except render.RenderError:
        _too_long(name)


def count_blocks(source: Path, media_type: str, name: str) -> int:
    """How many headings, paragraphs and tables an office file says, at most some thousands.

    Raises as ``as_pdf`` where it does not open.
    """
    return len(_blocks(source, media_type, name))


def _blocks(source: Path, media_type: str, name: str) -> list[dict[str, Any]]:
    blocks = _reader(media_type, name)
    try:
        return list(islice(blocks(source), MOST_BLOCKS + 1))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError):
        damaged(name, name.rpartition(".")[2].lower())


def converts(media_type: str) -> bool:
    """Whether files of this type are converted here."""
    return media_type.partition(";")[0] in READERS


def blocks(source: Path, media_type: str) -> Iterator[dict[str, Any]]:
    """What an office file says, block by block: ``text`` with ``heading``, or the ``rows`` of a table.

    Raises what its reader raises for a file that does not open; KeyError for other kinds.
    """
    return READERS[media_type.partition(";")[0]](source)


def _reader(media_type: str, name: str) -> Callable[[Path], Iterator[dict[str, Any]]]:
    found = READERS.get(media_type.partition(";")[0])
    if found is None:
        refuse(
            _(
                "“%(name)s” is of a kind that the portal cannot turn into pages, so no marked copy "
                "of it is made. Ask the custodian to file a PDF of it beside it."
            ),
            name=name,
        )
    return found


def _too_long(name: str) -> NoReturn:
    refuse(
        _(
            "“%(name)s” is too long to be turned into pages here. Ask the custodian to file a PDF "
            "of it beside it."
        ),
        name=name,
    )


def _docx(source: Path) -> Iterator[dict[str, Any]]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = docx.Document(str(source))
    except PackageNotFoundError as error:
        raise zipfile.BadZipFile from error
    for one in document.iter_inner_content():
        if isinstance(one, Table):
            yield {"rows": [_cells(row) for row in one.rows]}
        elif one.text.strip():
            yield {"text": one.text, "heading": _heading(one)}


def _cells(row: Any) -> list[str]:
    """The texts of a row, a merged cell once."""
    texts, before = [], None
    for cell in row.cells:
        if before is None or cell._tc is not before:  # noqa: SLF001 - merged cells share their element
            texts.append(cell.text)
        before = cell._tc  # noqa: SLF001
    return texts


def _heading(paragraph: Any) -> int:
    """How high a heading is, from 1; 0 for text."""
    style = paragraph.style.name if paragraph.style is not None else ""
    if style == "Title":
        return 1
    level = style.removeprefix("Heading ")
    return min(int(level), HEADINGS) if style != level and level.isdigit() else 0


def _xlsx(source: Path) -> Iterator[dict[str, Any]]:
    import openpyxl

    with source.open("rb") as stream:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield {"text": sheet.title, "heading": 2}
            cells = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            rows = [["" if value is None else str(value) for value in row] for row in cells]
            used = [row for row in rows if any(row)]
            width = max((_width(row) for row in used), default=0)
            yield {"rows": [row[:width] for row in used]}


def _width(row: list[str]) -> int:
    """How many cells a row has up to the last that says something."""
    return max(number for number, text in enumerate(row, start=1) if text)


def _txt(source: Path) -> Iterator[dict[str, Any]]:
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


READERS: dict[str, Callable[[Path], Iterator[dict[str, Any]]]] = {
    DOCX: _docx,
    XLSX: _xlsx,
    "text/plain": _txt,
}
