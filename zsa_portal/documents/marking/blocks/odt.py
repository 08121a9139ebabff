"""What an OpenDocument text says: its headings, paragraphs, tables and pictures in their order."""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEADINGS = 3
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
IMAGE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}image"
HREF = "{http://www.w3.org/1999/xlink}href"
BREAKS = {f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t", f"{TEXT}s": " "}
LEFT_OUT = (f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}note")


def blocks(source: Path) -> Iterator[dict[str, Any]]:
    """The blocks of an .odt. Raises zipfile.BadZipFile, KeyError, ValueError for what does not open."""
    from lxml import etree

    with zipfile.ZipFile(source) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            told = etree.fromstring(archive.read("content.xml"), parser)
        except etree.XMLSyntaxError as error:
            raise ValueError from error
        body = told.find(f"{OFFICE}body/{OFFICE}text")
        read = functools.cache(archive.read)
        for element in _parts(body if body is not None else ()):
            if text := _text(element).strip() if element.tag != f"{TABLE}table" else "":
                yield {"text": text, "heading": _heading(element)}
            elif element.tag == f"{TABLE}table":
                yield {"rows": [_cells(row) for row in element.iter(f"{TABLE}table-row")]}
            for image in element.iter(IMAGE):
                if image.get(HREF, "") in archive.namelist():
                    yield {"picture": read(image.get(HREF))}


def _parts(parent: Any) -> Iterator[Any]:
    """Headings, paragraphs and tables, those of sections and lists one by one."""
    for element in parent:
        if element.tag in (f"{TEXT}h", f"{TEXT}p", f"{TABLE}table"):
            yield element
        elif element.tag not in LEFT_OUT:
            yield from _parts(element)


def _text(element: Any) -> str:
    """The text of a paragraph with its breaks, without notes and comments."""
    said = [element.text or ""]
    for inner in element:
        if inner.tag in BREAKS:
            said.append(BREAKS[inner.tag])
        elif inner.tag not in LEFT_OUT:
            said.append(_text(inner))
        said.append(inner.tail or "")
    return "".join(said)


def _cells(row: Any) -> list[str]:
    return [
        "\n".join(_text(one) for one in cell.iter(f"{TEXT}p", f"{TEXT}h"))
        for cell in row.iter(f"{TABLE}table-cell")
    ]


def _heading(element: Any) -> int:
    """How high a heading is, from 1; 0 for text."""
    level = element.get(f"{TEXT}outline-level", "1")
    is_heading = element.tag == f"{TEXT}h" and level.isdigit()
    return min(int(level), HEADINGS) if is_heading else 0
