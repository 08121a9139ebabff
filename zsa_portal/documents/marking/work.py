"""What the parsing workers do for marked copies; texts and numbers go in and out, bytes lie in files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from zsa_portal.documents.marking import images, pdf, reading_copies
from zsa_portal.documents.marking.stamp import stamp
from zsa_portal.documents.zipping import tell
from zsa_portal.parsing import parser
from zsa_portal.workflow.refusals import BadValue

MEMORY = 1024 * 1024 * 1024
SECONDS = 110
PDF = "application/pdf"
PICTURES = ("image/jpeg", "image/png")


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def mark(
    source: str, target: str, media_type: str, name: str, said: list[str], telling: str
) -> int:
    """Write a marked copy of a PDF or picture; returns how many pages it has.

    ``said`` is the level's name and the lines below it. How far it is, is told as
    that of the job ``telling``.
    """
    stamped = stamp(said[0], tuple(said[1:]))
    if media_type in PICTURES:
        images.mark(Path(source), Path(target), stamped, name)
        return 1

    return pdf.mark(Path(source), Path(target), stamped, name, partial(tell, telling))


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def convert(source: str, target: str, media_type: str, name: str) -> None:
    """Write the PDF of what an office file says."""
    Path(target).write_bytes(reading_copies.as_pdf(Path(source), media_type, name))


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def draw(
    source: str,
    target: str,
    media_type: str,
    name: str,
    said: list[str],
    page: int,
    width: int,
) -> None:
    """Write a page, counted from 1, as a PNG; unmarked where nothing is ``said``."""
    stamped = stamp(said[0], tuple(said[1:])) if said else None
    if media_type in PICTURES:
        images.draw(Path(source), Path(target), stamped, name, width)
    else:
        images.draw_page(Path(source), Path(target), stamped, name, page, width)


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def count(source: str, name: str) -> int:
    """How many pages a PDF has."""
    return images.count_pages(Path(source), name)
