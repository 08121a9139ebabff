"""Office files that are zip containers: docx, xlsx, odt."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

import olefile
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zsa_portal.documents.contents import zipped
from zsa_portal.documents.contents.refusing import damaged, locked, macros

TYPES = "[Content_Types].xml"
MOST_TYPES_BYTES = 4 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
SCRIPT_FOLDERS = ("Basic/", "Scripts/", "basic/", "scripts/")


def check_docx(path: Path, name: str) -> str:
    """A Word document without macros."""
    return _check_ooxml(path, name, "docx", WORD)


def check_xlsx(path: Path, name: str) -> str:
    """An Excel workbook without macros."""
    return _check_ooxml(path, name, "xlsx", EXCEL)


def check_odt(path: Path, name: str) -> str:
    """An OpenDocument text without macros and password."""
    with zipped.opened(path, name, "odt") as archive:
        members = archive.namelist()
        if "mimetype" not in members or "content.xml" not in members:
            damaged(name, "odt")
        if _read(archive, "mimetype", name, "odt").strip() != ODT.encode():
            damaged(name, "odt")
        if any(
            member.startswith(SCRIPT_FOLDERS) and not member.endswith("/") for member in members
        ):
            macros(name)
        if "META-INF/manifest.xml" in members and b"encryption-data" in _read(
            archive, "META-INF/manifest.xml", name, "odt"
        ):
            locked(name)
    return ODT


def _check_ooxml(path: Path, name: str, kind: str, media_type: str) -> str:
    if olefile.isOleFile(str(path)):
        locked(name)
    with zipped.opened(path, name, kind) as archive:
        if TYPES not in archive.namelist():
            damaged(name, kind)
        declared = _declared_types(_read(archive, TYPES, name, kind), name, kind)
        _refuse_macros(archive, declared, name)
        main = [part for part, type_ in declared.items() if type_ == f"{media_type}.main+xml"]
        if not any(part.lstrip("/") in archive.namelist() for part in main):
            damaged(name, kind)
    return media_type


def _declared_types(xml: bytes, name: str, kind: str) -> dict[str, str]:
    try:
        root = fromstring(xml)
    except (ParseError, DefusedXmlException, ValueError):
        damaged(name, kind)
    return {
        one.get("PartName") or one.get("Extension", ""): one.get("ContentType", "").strip()
        for one in root
    }


def _refuse_macros(archive: zipfile.ZipFile, declared: dict[str, str], name: str) -> None:
    carried = any("vbaproject" in member.lower() for member in archive.namelist())
    if carried or any(
        "macroenabled" in type_.lower() or "vba" in type_.lower() for type_ in declared.values()
    ):
        macros(name)


def _read(archive: zipfile.ZipFile, member: str, name: str, kind: str) -> bytes:
    if archive.getinfo(member).file_size > MOST_TYPES_BYTES:
        damaged(name, kind)
    return archive.read(member)
