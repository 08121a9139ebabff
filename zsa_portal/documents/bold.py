"""Bold Chinese where only a regular face is at hand.

The fonts that come by wheel have no bold face, and WeasyPrint, unlike browsers, does not make one
up: headings would be as thin as the text. PDF can fill and stroke letters (text rendering mode 2);
this wraps WeasyPrint's drawing of a text box to do so for bold text.
"""

from __future__ import annotations

from typing import Any

from weasyprint import draw

BOLD_FROM = 600
STROKE_PER_EM = 0.028

_plain = draw.draw_text


def draw_text(stream: Any, textbox: Any, *where: Any) -> None:
    """Draw a text box, thickened when its style is bold."""
    if textbox.style["font_weight"] < BOLD_FROM:
        _plain(stream, textbox, *where)
        return
    with stream.stacked():
        stream.set_color(textbox.style["color"], stroke=True)
        stream.set_line_width(textbox.style["font_size"] * STROKE_PER_EM)
        stream.set_text_rendering(2)
        _plain(stream, textbox, *where)


def install() -> None:
    """Put the wrapper in place, once a process."""
    draw.draw_text = draw_text
