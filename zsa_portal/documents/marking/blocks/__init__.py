"""What office files say, block by block, without an office program: texts, tables, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from zsa_portal.documents.contents.odt import ODT
from zsa_portal.documents.contents.office import SLIDES
from zsa_portal.documents.marking.blocks import odt, sheets, slides, word
from zsa_portal.documents.word import MEDIA_TYPE as DOCX

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READERS: dict[str, Callable[[Path], Iterator[dict[str, Any]]]] = {
    DOCX: word.blocks,
    ODT: odt.blocks,
    SLIDES: slides.blocks,
    XLSX: sheets.cells,
    "text/plain": sheets.lines,
}


def converts(media_type: str) -> bool:
    """Whether files of this type are converted here."""
    return media_type.partition(";")[0] in READERS


def blocks(source: Path, media_type: str) -> Iterator[dict[str, Any]]:
    """What an office file says: ``text`` with ``heading``, the ``rows`` of a table, or a ``picture``.

    ``heading`` counts from 1, 0 is text; ``picture`` is its bytes as they lie in the file, to be made
    small by ``Pictures`` where it is shown.
    Raises what its reader raises for a file that does not open; KeyError for other kinds.
    """
    return READERS[media_type.partition(";")[0]](source)
