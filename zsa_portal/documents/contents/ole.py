"""Older office files, in OLE compound storage: doc, wps, xls."""

from __future__ import annotations

import struct
from pathlib import Path

import olefile

from zsa_portal.documents.contents.refusing import damaged, locked, macros
from zsa_portal.workflow.refusals import BadValue

MACRO_STORAGES = frozenset({"macros", "vba", "_vba_project", "_vba_project_cur"})
WORD_FLAGS_AT, WORD_ENCRYPTED = 0x0A, 0x0100
BIFF_FILEPASS, BIFF_EOF = 0x002F, 0x000A
LOOKED_INTO = 64 * 1024


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


def _check(path: Path, name: str, kind: str, streams: tuple[str, ...]) -> None:
    if not olefile.isOleFile(str(path)):
        damaged(name, kind)
    try:
        with olefile.OleFileIO(str(path)) as storage:
            _check_storage(storage, name, kind, streams)
    except BadValue:
        raise
    except (OSError, ValueError, TypeError, IndexError, struct.error, RecursionError, MemoryError):
        damaged(name, kind)


def _check_storage(
    storage: olefile.OleFileIO, name: str, kind: str, streams: tuple[str, ...]
) -> None:
    parts = {
        part.lower() for entry in storage.listdir(streams=True, storages=True) for part in entry
    }
    if parts & MACRO_STORAGES:
        macros(name)
    if "encryptedpackage" in parts or "encryptioninfo" in parts:
        locked(name)
    main = next((stream for stream in streams if storage.exists(stream)), None)
    if main is None:
        damaged(name, kind)
    head = storage.openstream(main).read(LOOKED_INTO)
    if main == "WordDocument" and _word_is_encrypted(head):
        locked(name)
    if main in {"Workbook", "Book"} and _workbook_is_encrypted(head):
        locked(name)


def _word_is_encrypted(head: bytes) -> bool:
    (flags,) = struct.unpack_from("<H", head, WORD_FLAGS_AT)
    return bool(flags & WORD_ENCRYPTED)


def _workbook_is_encrypted(head: bytes) -> bool:
    at = 0
    while at + 4 <= len(head):
        record, length = struct.unpack_from("<HH", head, at)
        if record == BIFF_FILEPASS:
            return True
        if record == BIFF_EOF:
            return False
        at += 4 + length
    return False
