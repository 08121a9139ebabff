"""Unpacking a spreadsheet: real bytes and elements are counted part by part, before anything reads it."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import range_boundaries

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
MOST_PARTS = 1000
MOST_UNPACKED = 48 * MEGABYTE
MOST_MERGES = 20_000
WORKBOOK = "xl/workbook.xml"
TEXTS = ("str", "inlineStr")
"""Types of cells whose value may be an empty text."""

UNREADABLE = (expat.ExpatError, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError)

Box = tuple[int, int, int, int]
"""First column, first row, last column, last row; counted from 1."""


@dataclass(frozen=True)
class Limit:
    """How much a part may hold once it is unpacked."""

    size: int
    elements: int


LIMITS = (
    (re.compile(r"xl/worksheets/[^/]+\.xml"), Limit(30 * MEGABYTE, 600_000)),
    (re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE), Limit(16 * MEGABYTE, 300_000)),
    (re.compile(r"xl/styles\.xml"), Limit(4 * MEGABYTE, 100_000)),
    (re.compile(r"xl/(theme/)?[^/]+\.xml"), Limit(2 * MEGABYTE, 20_000)),
    (re.compile(r"\[Content_Types\]\.xml|(xl/)?_rels/[^/]+\.rels"), Limit(MEGABYTE, 5_000)),
)


@dataclass
class Part:
    """What only the XML of a sheet tells: its merged ranges, and formulas stored without a value."""

    merged: list[Box] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


@dataclass
class Package:
    """A spreadsheet of checked parts alone, and what was seen in them by their path."""

    stream: BytesIO
    parts: dict[str, Part]


def unpacked(upload: IO[bytes]) -> Package:
    """The parts of an upload that hold cells, each within its limit.

    Raises ValidationError when it is no spreadsheet, or holds more than any table does.
    """
    try:
        upload.seek(0)
        with zipfile.ZipFile(upload) as package:
            return _rewritten(package)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise ValidationError(_("This is not a spreadsheet (xlsx).")) from error


def _rewritten(package: zipfile.ZipFile) -> Package:
    names = package.namelist()
    if WORKBOOK not in names:
        raise ValidationError(_("This is not a spreadsheet (xlsx)."))
    if len(names) > MOST_PARTS or len(names) != len(set(names)):
        raise _too_large()
    found = Package(BytesIO(), {})
    left = MOST_UNPACKED
    with zipfile.ZipFile(found.stream, "w", zipfile.ZIP_STORED) as kept:
        for name in names:
            limit = next((limit for known, limit in LIMITS if known.fullmatch(name)), None)
            if limit is None:
                continue
            data, found.parts[name] = _part(
                package, name, Limit(min(limit.size, left), limit.elements)
            )
            left -= len(data)
            kept.writestr(name, data)
    found.stream.seek(0)
    return found


def _part(package: zipfile.ZipFile, name: str, limit: Limit) -> tuple[bytes, Part]:
    scan, data = _Scan(limit.elements), bytearray()
    try:
        with package.open(name) as part:
            while chunk := part.read(CHUNK):
                data += chunk
                if len(data) > limit.size:
                    raise _too_large()
                scan.feed(chunk)
        scan.feed(b"", last=True)
    except UNREADABLE as error:
        raise ValidationError(_("The file cannot be read as a spreadsheet (xlsx).")) from error
    return bytes(data), scan.part


class _Scan:
    """Counts the elements of a part as it is unpacked, and notes what a sheet's reader leaves out."""

    def __init__(self, most: int) -> None:
        self.part, self.left = Part(), most
        self.cell, self.formula, self.value, self.within = "", False, False, False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, data: bytes, *, last: bool = False) -> None:
        self.parser.Parse(data, last)

    def _doctype(self, *_named: object) -> None:
        raise ValidationError(_("The file cannot be read as a spreadsheet (xlsx)."))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise _too_large()
        match name.rpartition(" ")[2]:
            case "c":
                self.cell, self.formula = attributes.get("r", ""), False
                self.value = attributes.get("t") in TEXTS
            case "f":
                self.formula = True
            case "v":
                self.within = True
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _words(self, _text: str) -> None:
        self.value = self.value or self.within

    def _end(self, name: str) -> None:
        self.within = False
        if self.formula and not self.value and name.rpartition(" ")[2] == "c":
            self.part.unknown.add(self.cell)

    def _merge(self, reference: str) -> None:
        if len(self.part.merged) >= MOST_MERGES:
            raise _too_large()
        left, top, right, bottom = range_boundaries(reference)
        if left and top and right and bottom:
            self.part.merged.append((left, top, right, bottom))


def _too_large() -> ValidationError:
    return ValidationError(_("The spreadsheet is too large. Split it into several."))
