"""Photographs and scans: jpg and png, measured before anything is decoded."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _
from PIL import Image

from zsa_portal.documents.contents.refusing import damaged, refuse
from zsa_portal.workflow.refusals import BadValue

MOST_PIXELS = 80_000_000


def check_jpeg(path: Path, name: str) -> str:
    """A JPEG of at most 80 million pixels."""
    _check(path, name, "JPEG")
    return "image/jpeg"


def check_png(path: Path, name: str) -> str:
    """A PNG of at most 80 million pixels."""
    _check(path, name, "PNG")
    return "image/png"


def _check(path: Path, name: str, kind: str) -> None:
    try:
        with Image.open(path, formats=[kind]) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                _too_many(name)
            image.verify()
    except BadValue:
        raise
    except Image.DecompressionBombError:
        _too_many(name)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        damaged(name, kind)


def _too_many(name: str) -> NoReturn:
    refuse(
        _(
            "The picture “%(name)s” has too many pixels; at most 80 million are "
            "accepted. Scan it with 300 dpi."
        ),
        name=name,
    )
