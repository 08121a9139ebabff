"""Pictures of office files, made small enough for a page."""

from __future__ import annotations

import base64
import io
from typing import Any

from PIL import Image, ImageOps

from zsa_portal.documents.marking.images import MOST_PIXELS

WIDEST, HIGHEST = 1200, 1600
QUALITY = 80
MOST_BYTES = 16 * 1024 * 1024
"""So much of pictures is shown of one file."""
JPEG_MODES = ("RGB", "L")


class Pictures:
    """Turns the pictures of one file into blocks, as long as they are not too much together."""

    def __init__(self) -> None:
        self.left = MOST_BYTES

    def block(self, data: bytes) -> dict[str, Any]:
        """A picture as a data URI; "" for a drawing that is no picture, or one that is too large."""
        try:
            made = _small(data)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            made = ""
        if len(made) > self.left:
            made = ""
        self.left -= len(made)
        return {"picture": made}


def _small(data: bytes) -> str:
    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return ""
        shown = ImageOps.exif_transpose(opened)
        shown.thumbnail((WIDEST, HIGHEST))
        kind = "JPEG" if opened.format == "JPEG" and shown.mode in JPEG_MODES else "PNG"
        out = io.BytesIO()
        (shown if kind == "JPEG" else shown.convert("RGBA")).save(out, kind, quality=QUALITY)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"
