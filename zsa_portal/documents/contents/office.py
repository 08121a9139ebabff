"""Word, Excel and PowerPoint files, which are zip containers of XML parts."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import olefile

from zsa_portal.documents.contents import links, ole, relations, xml_parts, zipped
from zsa_portal.documents.contents.refusing import (
    active,
    carrying,
    damaged,
    locked,
    macros,
    program,
    reaching,
)

TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
MOST_OBJECT_BYTES = 64 * 1024 * 1024
DEEPEST = 2
"""A workbook in a document is looked into, one within that workbook, and none further in."""
FETCHING = ("xl/externallinks/", "xl/connections", "xl/querytables/")
STARTING = ("xl/macrosheets/", "xl/dialogsheets/")
EXCHANGE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)


def check_docx(path: Path, name: str) -> str:
    """A Word document that carries, starts and fetches nothing."""
    _check(path, name, "docx", WORD)
    return WORD


def check_xlsx(path: Path, name: str) -> str:
    """An Excel workbook that carries, starts and fetches nothing."""
    _check(path, name, "xlsx", EXCEL)
    return EXCEL


def check_pptx(path: Path, name: str) -> str:
    """Slides that carry, start and fetch nothing."""
    _check(path, name, "pptx", SLIDES)
    return SLIDES


def _check(path: Path, name: str, kind: str, media_type: str) -> None:
    if olefile.isOleFile(str(path)):
        locked(name)
    with zipped.opened(path, name, kind) as archive:
        declared = _check_package(archive, path.parent, name, kind)
        main = [part for part, type_ in declared.items() if type_ == f"{media_type}.main+xml"]
        if not any(part.lstrip("/") in archive.namelist() for part in main):
            damaged(name, kind)


def _check_package(
    archive: zipfile.ZipFile, folder: Path, name: str, kind: str, depth: int = 0
) -> dict[str, str]:
    """The types that a package declares for its parts, all of which have been looked into."""
    if TYPES not in archive.namelist():
        damaged(name, kind)
    declared = _declared_types(archive, name, kind)
    _refuse_macros(archive, declared, name)
    for member in archive.infolist():
        if member.is_dir():
            continue
        _check_place(member.filename.lower(), name)
        if _is_xml(member, declared):
            _check_xml(archive, member, name, kind)
        else:
            _check_binary(archive, member, folder, name, kind, depth)
    return declared


def _declared_types(archive: zipfile.ZipFile, name: str, kind: str) -> dict[str, str]:
    declared: dict[str, str] = {}

    def on_element(_tag: str, given: Mapping[str, str]) -> None:
        part = given.get("PartName") or given.get("Extension", "")
        declared[part] = given.get("ContentType", "").strip()

    xml_parts.scan(archive, archive.getinfo(TYPES), name, kind, on_element=on_element)
    return declared


def _refuse_macros(archive: zipfile.ZipFile, declared: dict[str, str], name: str) -> None:
    carried = any("vbaproject" in member.lower() for member in archive.namelist())
    if carried or any(
        "macroenabled" in type_.lower() or "vba" in type_.lower() for type_ in declared.values()
    ):
        macros(name)


def _check_place(place: str, name: str) -> None:
    if place.startswith(FETCHING):
        reaching(name, place)
    if place.startswith(STARTING):
        macros(name)
    if "/activex/" in place:
        active(name)
    if PurePosixPath(place).suffix in links.STARTED:
        carrying(name, place)


def _is_xml(member: zipfile.ZipInfo, declared: dict[str, str]) -> bool:
    ending = PurePosixPath(member.filename).suffix.lower()
    own = declared.get(f"/{member.filename}") or declared.get(ending.lstrip("."), "")
    return ending in {".xml", ".rels", ".vml"} or own.lower().endswith(("+xml", "/xml"))


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, kind: str) -> None:
    if member.filename.lower().endswith(".rels"):
        for relation in relations.of(archive, member, name, kind):
            relations.check(relation, name)
        return
    if not member.filename.lower().startswith("word/"):
        xml_parts.scan(archive, member, name, kind)
        return
    fields = Fields()
    xml_parts.scan(
        archive, member, name, kind, on_element=fields.on_element, on_text=fields.on_text
    )
    if EXCHANGE.search("".join(fields.words)):
        active(name)


class Fields:
    """The instructions of a text's fields, which may be spread over many runs."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.within = False

    def on_element(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins: a field, a part of its instruction, or another."""
        self.within = tag == "instrText"
        if tag == "fldChar":
            self.words.append("\n")
        if tag == "fldSimple":
            self.words.append(f"\n{given.get('instr', '')}\n")

    def on_text(self, text: str) -> None:
        """Text of the element that began last."""
        if self.within:
            self.words.append(text)


def _check_binary(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    folder: Path,
    name: str,
    kind: str,
    depth: int,
) -> None:
    with archive.open(member) as stream:
        head = stream.read(8)
    inner = f"{name} / {PurePosixPath(member.filename).name}"
    if head.startswith(PROGRAMS):
        program(inner)
    if head.startswith(OLE):
        if member.file_size > MOST_OBJECT_BYTES:
            carrying(name, member.filename)
        ole.check_embedded(io.BytesIO(archive.read(member)), inner, kind)
    elif head.startswith(ZIP):
        if depth >= DEEPEST:
            carrying(name, member.filename)
        _check_inner_package(archive, member, folder, inner, depth)
    elif "/embeddings/" in f"/{member.filename.lower()}":
        carrying(name, member.filename)


def _check_inner_package(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, name: str, depth: int
) -> None:
    """A chart's workbook, a drawing: an office file within the office file."""
    kind = PurePosixPath(member.filename).suffix.lstrip(".").lower() or "zip"
    with tempfile.NamedTemporaryFile(dir=folder) as unpacked:
        with archive.open(member) as packed:
            shutil.copyfileobj(packed, unpacked, zipped.CHUNK)
        unpacked.flush()
        with zipped.opened(Path(unpacked.name), name, kind) as inner:
            if TYPES not in inner.namelist():
                carrying(name, member.filename)
            _check_package(inner, folder, name, kind, depth + 1)
