"""Drawings in the open exchange format DXF, as text."""

from __future__ import annotations

import re
from pathlib import Path

from zsa_portal.documents.contents.refusing import carrying, damaged, reaching
from zsa_portal.documents.contents.text import decodes

BEGINS = re.compile(rb"\s*(?:999\r?\n[^\r\n]*\r?\n\s*)*0\r?\n\s*SECTION\b")
ENDS = re.compile(rb"\n\s*0\r?\n\s*EOF\s*$")
CARRIES = re.compile(rb"\n\s*0\r?\n\s*(OLE2?FRAME)\s*\r?\n")
REACHES = re.compile(rb"\n\s*0\r?\n\s*(IMAGEDEF|PDFDEFINITION|DGNDEFINITION|DWFDEFINITION)\s*\r?\n")
MOST_HEAD = 4096
TAIL = 256
CHUNK, OVERLAP = 4 * 1024 * 1024, 256


def check_dxf(path: Path, name: str) -> str:
    """A DXF of text, which carries and fetches nothing."""
    with path.open("rb") as stream:
        head = stream.read(MOST_HEAD)
        stream.seek(max(0, path.stat().st_size - TAIL))
        tail = stream.read()
    if not BEGINS.match(head) or not ENDS.search(tail):
        damaged(name, "dxf")
    if not any(decodes(path, encoding) for encoding in ("utf-8", "gb18030", "latin-1")):
        damaged(name, "dxf")
    _look_for_others(path, name)
    return "image/vnd.dxf"


def _look_for_others(path: Path, name: str) -> None:
    with path.open("rb") as stream:
        kept = b""
        while chunk := stream.read(CHUNK):
            here = kept + chunk
            if found := CARRIES.search(here):
                carrying(name, found[1].decode())
            if found := REACHES.search(here):
                reaching(name, found[1].decode())
            kept = here[-OVERLAP:]
