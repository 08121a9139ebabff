"""Stamping the notes of 第三十一 and 三十四条 on the first page of a standard's text.

A parsing worker does it: the text came from somebody.
"""

from __future__ import annotations

import html
import io
from pathlib import Path

import pikepdf
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.catalogue.covers import CHINESE, copyright_note, prevailing_note
from zsa_portal.documents import looking
from zsa_portal.documents.render import pdf
from zsa_portal.parsing import parser
from zsa_portal.workflow.refusals import BadValue

POINTS_PER_MM = 72 / 25.4
PAGE = """<html><head><style>
@page stamp {{ size: {width:.2f}pt {height:.2f}pt; margin: 0; }}
@page stamp:first {{
  margin: 0;
  @top-right {{ content: none; }} @bottom-left {{ content: none; }}
  @bottom-center {{ content: none; }} @bottom-right {{ content: none; }}
}}
body {{ page: stamp; margin: 0; font-size: 7pt; line-height: 1.3; }}
p {{ position: absolute; bottom: 4mm; left: 12mm; right: 12mm; margin: 0; text-align: center; }}
</style></head><body><p lang="{language}">{words}</p></body></html>"""


def notes(language: str) -> list[str]:
    """What a text in a language says of itself, in Chinese or else in English."""
    spoken = "zh-hans" if language == CHINESE else "en"
    with translation.override(spoken):
        return [str(note) for note in (prevailing_note(language), copyright_note()) if note]


def stamped(data: bytes, *, language: str) -> bytes:
    """The PDF with its notes at the foot of the first page.

    Raises BadValue("file", …) for what is no PDF, is locked by a password, or has no pages.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as text:
            if not text.pages:
                raise BadValue("file", _("The PDF has no pages."))
            _stamp(text, language)
            out = io.BytesIO()
            text.save(out)
    except pikepdf.PasswordError as error:
        raise BadValue("file", _("The PDF is locked by a password.")) from error
    except pikepdf.PdfError as error:
        raise BadValue("file", _("The text must be a PDF; this file is none.")) from error
    return out.getvalue()


@parser(memory=looking.MEMORY, seconds=looking.SECONDS, throws=(BadValue,))
def stamp_file(place: str, spoken: str) -> None:
    """Stamp the PDF that lies there; ``spoken`` is its language."""
    path = Path(place)
    path.write_bytes(stamped(path.read_bytes(), language=spoken))


def _stamp(text: pikepdf.Pdf, language: str) -> None:
    said = notes(language)
    if not said:
        return
    page = text.pages[0]
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    words = "<br>".join(html.escape(note) for note in said)
    source = PAGE.format(
        width=right - left,
        height=top - bottom,
        words=words,
        language="zh" if language == CHINESE else "en",
    )
    with pikepdf.open(io.BytesIO(pdf(source))) as overlay:
        page.add_overlay(overlay.pages[0], pikepdf.Rectangle(left, bottom, right, top))
