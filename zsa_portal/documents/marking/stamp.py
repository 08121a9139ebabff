"""The mark itself: the level and lines of text across a square, as a PDF page of embedded fonts."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import pikepdf
import pypdfium2
from django.template.loader import render_to_string

from zsa_portal.documents import render
from zsa_portal.documents.marking.lines import fitted

if TYPE_CHECKING:
    from PIL.Image import Image
    from weasyprint import CSS

SIDE = 300
"""The side of the square, in points."""
KEPT = 64


@functools.lru_cache(maxsize=KEPT)
def stamp(level: str, lines: Sequence[str] = ()) -> bytes:
    """A PDF of one square page with the name of a level and lines that fit it, on nothing."""
    from weasyprint import HTML

    context = {"level": level, "lines": fitted(lines), "side": SIDE}
    page = render_to_string("forms/mark.html", context)
    made: bytes = HTML(string=page, url_fetcher=render.fetcher()).write_pdf(
        stylesheets=[_faces()], font_config=render.fonts()
    )
    return made


@functools.cache
def _faces() -> CSS:
    from weasyprint import CSS

    return CSS(string=render.font_faces(), font_config=render.fonts(), url_fetcher=render.fetcher())


def as_object(stamped: bytes, target: pikepdf.Pdf) -> pikepdf.Object:
    """The mark as an object of another PDF, drawn ``SIDE`` points wide and high."""
    with pikepdf.open(io.BytesIO(stamped)) as source:
        return target.copy_foreign(source.pages[0].as_form_xobject())


def as_picture(stamped: bytes, side: int) -> Image:
    """The mark as a picture of so many pixels, transparent where nothing is drawn."""
    document = pypdfium2.PdfDocument(stamped)
    try:
        drawn = (
            document[0]
            .render(scale=side / SIDE, fill_color=(0, 0, 0, 0), rev_byteorder=True)
            .to_pil()
        )
        return cast("Image", drawn.convert("RGBA"))
    finally:
        document.close()
