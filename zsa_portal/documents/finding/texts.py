"""The text of a file: of .docx, .xlsx, .txt and .pdf; taken out in the parsing workers."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from django.utils.translation import gettext as _

from zsa_portal.documents.contents.refusing import damaged, refuse
from zsa_portal.documents.marking.blocks import blocks, converts
from zsa_portal.documents.marking.work import PDF
from zsa_portal.parsing import parser
from zsa_portal.ui.finding.folding import plain
from zsa_portal.workflow.refusals import BadValue

MEMORY = 768 * 1024 * 1024
SECONDS = 60
MOST_CHARACTERS = 200_000
"""So much of a text is kept: some 150 pages."""


def has_text(media_type: str) -> bool:
    """Whether files of this type have a text that is read here."""
    return media_type == PDF or converts(media_type)


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def extract(place: str, media_type: str, name: str) -> str:
    """What the file says, one character more than is kept where it is longer.

    Raises BadValue("file", …) for a file that does not open.
    """
    return plain("\n".join(said(place, media_type, name)))[: MOST_CHARACTERS + 1]


def said(place: str, media_type: str, name: str) -> list[str]:
    """What the file says, piece by piece as written: pages of a PDF, paragraphs and cells of others.

    Some 400,000 characters at most. Raises BadValue("file", …) for a file that does not open.
    """
    source, found, length = Path(place), [], 0
    pieces = pages_said(source) if media_type == PDF else _blocks(source, media_type)
    try:
        for piece in pieces:
            found.append(piece)
            length += len(piece)
            if length > 2 * MOST_CHARACTERS:
                break
    except pypdfium2.PdfiumError:
        damaged(name, "pdf")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError):
        if not source.is_file():
            refuse(_("The file of “%(name)s” is not there any more."), name=name)
        damaged(name, name.rpartition(".")[2].lower())
    return found


def pages_said(source: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(source)
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield text.get_text_bounded()
            text.close()
            page.close()
    finally:
        document.close()


def _blocks(source: Path, media_type: str) -> Iterator[str]:
    for block in blocks(source, media_type):
        if "rows" in block:
            yield from ("\n".join(row) for row in block["rows"])
        elif "text" in block:
            yield block["text"]
