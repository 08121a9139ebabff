"""What a .docx says: its paragraphs, headings, tables and pictures in their order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEADINGS = 3
PICTURES = ".//a:blip/@r:embed | .//v:imagedata[not(ancestor::mc:Fallback)]/@r:id"
SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
}


def blocks(source: Path) -> Iterator[dict[str, Any]]:
    """The blocks of a .docx. Raises zipfile.BadZipFile, KeyError, ValueError for what does not open."""
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
        yield from ({"picture": data} for data in _pictures(one))


def _pictures(one: Any) -> Iterator[bytes]:
    """The pictures that stand in a paragraph or table, not those that lie outside the file."""
    from lxml import etree

    element = one._element  # noqa: SLF001 - pictures are reached by the element alone
    for key in etree.ElementBase.xpath(element, PICTURES, namespaces=SPACES):
        found = one.part.rels.get(key)
        if found is not None and not found.is_external:
            yield found.target_part.blob


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
