"""Pictures of office files, made small enough for a page where one is shown."""

from __future__ import annotations

import base64
import io
from typing import NamedTuple

from PIL import Image, ImageOps

from zsa_portal.documents.marking.images import MOST_PIXELS

WIDEST, HIGHEST = 1200, 1600
QUALITY = 80
MOST_BYTES = 12 * 1024 * 1024
"""So much of pictures is shown of one file."""
JPEG_MODES = ("RGB", "L")


class Picture(NamedTuple):
    """A picture that is small enough, a JPEG or PNG."""

    kind: str
    data: bytes

    @property
    def address(self) -> str:
        """The picture itself as an address, for a page that is kept whole."""
        return f"data:image/{self.kind.lower()};base64,{base64.b64encode(self.data).decode()}"


class Pictures:
    """Makes the pictures of one file small, as long as they are not too much together."""

    def __init__(self) -> None:
        self.left = MOST_BYTES

    def made(self, data: bytes) -> Picture | None:
        """A picture to be shown; None for a drawing that is no picture, or one that is too large."""
        try:
            found = _small(data)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            found = None
        if found is None or len(found.data) > self.left:
            return None
        self.left -= len(found.data)
        return found


def _small(data: bytes) -> Picture | None:
    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return None
        shown = ImageOps.exif_transpose(opened)
        shown.thumbnail((WIDEST, HIGHEST))
        kind = "JPEG" if opened.format == "JPEG" and shown.mode in JPEG_MODES else "PNG"
        out = io.BytesIO()
        (shown if kind == "JPEG" else shown.convert("RGBA")).save(out, kind, quality=QUALITY)
    return Picture(kind, out.getvalue())
