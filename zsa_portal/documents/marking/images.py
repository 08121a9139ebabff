"""Marking pictures: photographs, scans, and pages of PDFs drawn as pictures."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from zsa_portal.documents.contents.refusing import damaged, refuse
from zsa_portal.documents.marking.layout import squares
from zsa_portal.documents.marking.stamp import as_picture

MOST_PIXELS = 36_000_000
"""A larger picture is made smaller: a marked copy is for reading."""
TALLEST = 4
"""How many times its width a page drawn as a picture may be high."""
QUALITY = 90
TINY = 0.01
"""What keeps the drawing from being rounded up to one pixel more."""


def mark(source: Path, target: Path, stamped: bytes, name: str) -> None:
    """Write a picture with the mark to ``target``, as JPEG or PNG as it was.

    Raises BadValue("file", …) for a picture that cannot be read.
    """
    try:
        with Image.open(source) as opened:
            kind = opened.format
            picture = _upright(opened)
            stamped_on(picture, stamped).save(target, format=kind, quality=QUALITY)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        damaged(name, "png" if name.lower().endswith(".png") else "jpg")


def draw(source: Path, target: Path, stamped: bytes | None, name: str, width: int) -> None:
    """Write a picture file as a marked PNG of at most so many pixels across."""
    try:
        with Image.open(source) as opened:
            picture = _upright(opened)
            picture.thumbnail((width, width * TALLEST))
            stamped_on(picture, stamped).save(target, format="PNG")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        damaged(name, "png" if name.lower().endswith(".png") else "jpg")


def draw_page(
    source: Path, target: Path, stamped: bytes | None, name: str, page: int, width: int
) -> None:
    """Write a page of a PDF, counted from 1, as a marked PNG of so many pixels across.

    Raises BadValue("file", …) for a PDF that does not open, BadValue("page", …) past its last page.
    """
    document = _opened(source, name)
    try:
        if not 1 <= page <= len(document):
            refuse(_("“%(name)s” has no such page."), name=name)
        found = document[page - 1]
        across, high = found.get_size()
        scale = min((width - TINY) / max(across, 1), width * TALLEST / max(high, 1))
        picture = found.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        stamped_on(picture, stamped).save(target, format="PNG")
    finally:
        document.close()


def count_pages(source: Path, name: str) -> int:
    """How many pages a PDF has. Raises BadValue("file", …) for one that does not open."""
    document = _opened(source, name)
    try:
        return len(document)
    finally:
        document.close()


def stamped_on(picture: Image.Image, stamped: bytes | None) -> Image.Image:
    """The picture with the mark over all of it; as it is without one."""
    if stamped is None:
        return picture
    drawn: dict[int, Image.Image] = {}
    for one in squares(*picture.size):
        side = max(1, round(one.side))
        if side not in drawn:
            drawn[side] = as_picture(stamped, side)
        picture.paste(drawn[side], (round(one.x), round(one.y)), drawn[side])
    return picture


def _upright(opened: Image.Image) -> Image.Image:
    """A picture as it is seen, on white, of a size that fits in memory."""
    if opened.width * opened.height > MOST_PIXELS:
        share = (MOST_PIXELS / (opened.width * opened.height)) ** 0.5
        opened.thumbnail((int(opened.width * share), int(opened.height * share)))
    picture = ImageOps.exif_transpose(opened)
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        clear = picture.convert("RGBA")
        picture = Image.new("RGB", clear.size, "white")
        picture.paste(clear, (0, 0), clear)
    return picture.convert("RGB")


def _opened(source: Path, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        damaged(name, "pdf")
