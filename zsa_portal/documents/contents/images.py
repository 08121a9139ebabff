"""Photographs and scans: jpg and png, measured before anything is decoded."""

from __future__ import annotations

import mmap
import re
import struct
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _
from PIL import Image

from zsa_portal.documents.contents import layout
from zsa_portal.documents.contents.refusing import appended, damaged, refuse
from zsa_portal.workflow.refusals import BadValue

MOST_PIXELS = 80_000_000
PDF_LOOKS_INTO = 1024
JPEG_START, JPEG_END = b"\xff\xd8", 0xD9
WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
PNG_START = b"\x89PNG\r\n\x1a\n"


def check_jpeg(path: Path, name: str) -> str:
    """A JPEG of at most 80 million pixels."""
    _check(path, name, "JPEG", jpeg_end(path))
    return "image/jpeg"


def check_png(path: Path, name: str) -> str:
    """A PNG of at most 80 million pixels."""
    _check(path, name, "PNG", png_end(path))
    return "image/png"


def jpeg_end(path: Path) -> int | None:
    """Where a JPEG's own bytes end; None for what is none."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:2] != JPEG_START:
            return None
        at = 2
        while found := MARKER.search(data, at):
            kind, at = found[1][0], found.end()
            if kind == JPEG_END:
                return at
            if kind in WITHOUT_LENGTH:
                continue
            if at + 2 > len(data):
                return None
            at += int.from_bytes(data[at : at + 2], "big")
    return None


def png_end(path: Path) -> int | None:
    """Where a PNG's own bytes end; None for what is none."""
    with path.open("rb") as stream:
        if stream.read(len(PNG_START)) != PNG_START:
            return None
        while len(head := stream.read(8)) == 8:
            length, kind = struct.unpack(">I4s", head)
            end = stream.seek(length + 4, 1)
            if kind == b"IEND":
                return end
    return None


def _check(path: Path, name: str, kind: str, end: int | None) -> None:
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
    except (OSError, ValueError, SyntaxError, EOFError):
        damaged(name, kind)
    if end is None or end > path.stat().st_size:
        damaged(name, kind)
    with path.open("rb") as stream:
        poses = b"%PDF-" in stream.read(PDF_LOOKS_INTO)
    if poses or end < path.stat().st_size or layout.hides_archive(path):
        appended(name)


def _too_many(name: str) -> NoReturn:
    refuse(
        _(
            "The picture “%(name)s” has too many pixels; at most 80 million are "
            "accepted. Scan it with 300 dpi."
        ),
        name=name,
    )
