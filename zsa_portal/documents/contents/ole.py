"""Older office files, in OLE compound storage: doc, wps, xls; and objects embedded in newer ones."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import olefile

from zsa_portal.documents.contents.refusing import (
    appended,
    carrying,
    damaged,
    locked,
    macros,
    reaching,
)
from zsa_portal.workflow.refusals import BadValue

MACRO_STORAGES = frozenset({"macros", "vba", "_vba_project", "_vba_project_cur"})
WORD_FLAGS_AT, WORD_ENCRYPTED = 0x0A, 0x0100
BIFF_FILEPASS, BIFF_EOF, BIFF_SHEET = 0x002F, 0x000A, 0x0085
SHEET_KIND, SHEET_OF_MACROS = slice(5, 6), b"\x01"
LOOKED_INTO = 4 * 1024 * 1024
PACKED, DESCRIBED, LINKED = "\x01ole10native", "\x01compobj", "\x01ole"
PACKAGE = b"Package"
IS_LINK = 0x1
FREE = 0xFFFFFFFF
OTHERS = (b"PK\x03\x04", b"%PDF-", b"MZ", b"\x7fELF", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"<")


def check_doc(path: Path, name: str) -> str:
    """A Word 97 document without macros and password."""
    _check(path, name, "doc", ("WordDocument",))
    return "application/msword"


def check_wps(path: Path, name: str) -> str:
    """A WPS Writer document, which is stored like Word 97's, or an older one of its own."""
    _check(path, name, "wps", ("WordDocument", "CONTENTS"))
    return "application/vnd.ms-works"


def check_xls(path: Path, name: str) -> str:
    """An Excel 97 workbook without macros and password."""
    _check(path, name, "xls", ("Workbook", "Book"))
    return "application/vnd.ms-excel"


def check_embedded(source: Any, name: str, kind: str) -> None:
    """An object within an office file: a formula or a drawing, no macros, no file, no link."""
    try:
        with olefile.OleFileIO(source) as storage:
            _check_parts(storage, name)
    except BadValue:
        raise
    except (OSError, ValueError, TypeError, IndexError, struct.error, RecursionError):
        damaged(name, kind)


def _check(path: Path, name: str, kind: str, streams: tuple[str, ...]) -> None:
    if not olefile.isOleFile(str(path)):
        damaged(name, kind)
    try:
        with olefile.OleFileIO(str(path)) as storage:
            _check_parts(storage, name)
            _check_main(storage, name, kind, streams)
            hidden = _goes_on(storage, path)
    except BadValue:
        raise
    except (OSError, ValueError, TypeError, IndexError, struct.error, RecursionError):
        damaged(name, kind)
    if hidden:
        appended(name)


def _check_parts(storage: olefile.OleFileIO, name: str) -> None:
    entries = storage.listdir(streams=True, storages=True)
    parts = {part.lower() for entry in entries for part in entry}
    if parts & MACRO_STORAGES:
        macros(name)
    if "encryptedpackage" in parts or "encryptioninfo" in parts:
        locked(name)
    for entry in entries:
        _check_object(storage, entry, name)


def _check_object(storage: olefile.OleFileIO, entry: list[str], name: str) -> None:
    """Refuse a file packed as an object, and an object that is but a link."""
    last = entry[-1].lower()
    if last == LINKED and storage.get_type(entry) == olefile.STGTY_STREAM:
        head = storage.openstream(entry).read(8)
        if len(head) == 8 and struct.unpack("<II", head)[1] & IS_LINK:
            reaching(name, "OLE")
    if last == PACKED:
        described = [*entry[:-1], DESCRIBED]
        if not storage.exists(described) or PACKAGE in storage.openstream(described).read(4096):
            carrying(name, "Package")


def _check_main(storage: olefile.OleFileIO, name: str, kind: str, streams: tuple[str, ...]) -> None:
    main = next((stream for stream in streams if storage.exists(stream)), None)
    if main is None:
        damaged(name, kind)
    head = storage.openstream(main).read(LOOKED_INTO)
    if main == "WordDocument" and _word_is_encrypted(head):
        locked(name)
    if main in {"Workbook", "Book"}:
        _check_workbook(head, name)


def _word_is_encrypted(head: bytes) -> bool:
    (flags,) = struct.unpack_from("<H", head, WORD_FLAGS_AT)
    return bool(flags & WORD_ENCRYPTED)


def _check_workbook(head: bytes, name: str) -> None:
    """Refuse a workbook whose first records tell of a password or of a sheet of macros."""
    at = 0
    while at + 4 <= len(head):
        record, length = struct.unpack_from("<HH", head, at)
        if record == BIFF_FILEPASS:
            locked(name)
        if record == BIFF_EOF:
            return
        if record == BIFF_SHEET and head[at + 4 : at + 4 + length][SHEET_KIND] == SHEET_OF_MACROS:
            macros(name)
        at += 4 + length


def _goes_on(storage: olefile.OleFileIO, path: Path) -> bool:
    """Whether another file follows behind the last sector that the storage uses."""
    used = [place for place, following in enumerate(storage.fat) if following != FREE]
    end = (used[-1] + 2 if used else 1) * storage.sector_size
    most = (len(storage.fat) + 1) * storage.sector_size
    size = path.stat().st_size
    if size <= end:
        return False
    with path.open("rb") as stream:
        stream.seek(end)
        tail = stream.read(16)
    return size > most or size % storage.sector_size != 0 or tail.startswith(OTHERS)
