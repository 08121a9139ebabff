"""Small real files of every accepted kind, and of kinds that must be refused."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import docx
import openpyxl
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

ODT = "application/vnd.oasis.opendocument.text"
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def docx_bytes(text: str = "标准草案") -> bytes:
    """A Word document."""
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


def xlsx_bytes() -> bytes:
    """An Excel workbook."""
    book = openpyxl.Workbook()
    book.active["A1"] = "意见"
    return saved(book)


def saved(thing: Any) -> bytes:
    """What ``thing.save`` writes."""
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


def odt_bytes(**more: bytes) -> bytes:
    """An OpenDocument text, with more members."""
    return zip_bytes(
        {
            "mimetype": ODT.encode(),
            "content.xml": b"<office:document-content/>",
            "META-INF/manifest.xml": b"<m/>",
            **more,
        }
    )


def zip_bytes(members: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """An office file with one more member."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def pdf_bytes(*, pages: int = 1, action: dict[str, Any] | None = None, password: str = "") -> bytes:
    """A PDF; ``action`` runs on opening."""
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if action:
        document.Root.OpenAction = pikepdf.Dictionary(**action)
    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, encryption=encryption, deterministic_id=not password)
    return out.getvalue()


def image_bytes(kind: str = "PNG", size: tuple[int, int] = (20, 20)) -> bytes:
    """A picture."""
    out = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(out, kind)
    return out.getvalue()


def huge_png_bytes(side: int) -> bytes:
    """A PNG whose header says side × side pixels; it has no data to decode."""
    data = bytearray(image_bytes("PNG"))
    struct.pack_into(">II", data, 16, side, side)
    struct.pack_into(">I", data, 29, zlib.crc32(bytes(data[12:29])))
    return bytes(data)


def ole_bytes(streams: dict[str, bytes], storages: tuple[str, ...] = ()) -> bytes:
    """An OLE compound file with these streams, and empty storages, in its root."""
    bodies, entries, at = [], [], 0
    for name, data in streams.items():
        body = data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0")
        entries.append((name, 2, at, len(body)))
        bodies.append(body)
        at += len(body) // SECTOR
    entries += [(name, 1, END, 0) for name in storages]
    directory_at, directory = at, _directory(entries)
    fat_at = directory_at + len(directory) // SECTOR
    fat = [*_chains([len(body) // SECTOR for body in [*bodies, directory]]), FAT]
    fat += [FREE] * (SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16s5H6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\0" * 16,
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        directory_at,
        0,
        4096,
        END,
        0,
        END,
        0,
    ) + struct.pack("<109I", fat_at, *[FREE] * 108)
    return header + b"".join(bodies) + directory + struct.pack(f"<{len(fat)}I", *fat)


def _chains(lengths: list[int]) -> list[int]:
    fat: list[int] = []
    for length in lengths:
        start = len(fat)
        fat += [start + place + 1 for place in range(length - 1)] + [END]
    return fat


def _directory(entries: list[tuple[str, int, int, int]]) -> bytes:
    rows = [_entry("Root Entry", 5, END, 0, child=1 if entries else FREE)]
    for place, (name, kind, start, size) in enumerate(entries, start=1):
        right = place + 1 if place < len(entries) else FREE
        rows.append(_entry(name, kind, start, size, right=right))
    while len(rows) % 4:
        rows.append(_entry("", 0, 0, 0))
    return b"".join(rows)


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE
) -> bytes:
    raw = name.encode("utf-16-le")
    length = len(raw) + 2 if name else 0
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        raw,
        length,
        kind,
        1,
        FREE,
        right,
        child,
        b"\0" * 16,
        0,
        0,
        0,
        start,
        size,
    )


def word_head(*, encrypted: bool = False) -> bytes:
    """The first bytes of a WordDocument stream."""
    return struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0x0100 if encrypted else 0)


def book_head(*, encrypted: bool = False) -> bytes:
    """The first records of a Workbook stream: BOF, then FILEPASS or EOF."""
    bof = struct.pack("<HH16s", 0x0809, 16, b"\0" * 16)
    return bof + (
        struct.pack("<HH4s", 0x002F, 4, b"\0" * 4) if encrypted else struct.pack("<HH", 0x000A, 0)
    )
