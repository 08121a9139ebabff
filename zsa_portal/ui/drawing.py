"""What every drawing of the house needs: names of its own, numbers as SVG has them, lengths of words."""

from __future__ import annotations

import zlib

from zsa_portal.ui.diagram_parts import FONT

WIDE = 0x2E7F
"""From the character after this on, a character is as wide as the font is high; before it about half."""


def identity_of(kind: str, *parts: object) -> str:
    """A name for the drawing's own ids, the same for the same content."""
    return f"{kind}-{zlib.crc32(repr(parts).encode()):x}"


def number(value: float) -> str:
    """A length or place with one decimal at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def length_of(label: str) -> float:
    """About how long a label is drawn."""
    return sum(FONT if ord(sign) > WIDE else FONT * 0.56 for sign in label)
