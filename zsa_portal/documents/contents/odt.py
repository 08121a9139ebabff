"""OpenDocument texts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from zsa_portal.documents.contents import links, xml_parts, zipped
from zsa_portal.documents.contents.refusing import (
    active,
    carrying,
    damaged,
    launching,
    locked,
    macros,
    program,
    reaching,
)

ODT = "application/vnd.oasis.opendocument.text"
MANIFEST = "META-INF/manifest.xml"
SCRIPT_FOLDERS = ("basic/", "scripts/", "configurations2/macros/")
LINKS = frozenset({"a", "h", "area"})
ACTIVE = frozenset({"event-listener", "script", "plugin", "applet", "floating-frame"})
EXCHANGE = frozenset({"dde-source", "dde-connection", "dde-connection-decl", "dde-link"})
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
MOST_TYPE_BYTES = 200


def check(path: Path, name: str) -> str:
    """An OpenDocument text without macros and password, which fetches nothing."""
    with zipped.opened(path, name, "odt") as archive:
        members = archive.namelist()
        if "mimetype" not in members or "content.xml" not in members:
            damaged(name, "odt")
        with archive.open("mimetype") as stream:
            if stream.read(MOST_TYPE_BYTES).strip() != ODT.encode():
                damaged(name, "odt")
        for member in archive.infolist():
            if not member.is_dir():
                _check_member(archive, member, name)
    return ODT


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    place = member.filename.lower()
    if place.startswith(SCRIPT_FOLDERS):
        macros(name)
    if PurePosixPath(place).suffix in links.STARTED:
        carrying(name, member.filename)
    if place.endswith((".xml", ".rdf")):
        heard = _locked(name) if member.filename == MANIFEST else _heard(name)
        xml_parts.scan(archive, member, name, "odt", on_element=heard)
        return
    with archive.open(member) as stream:
        if stream.read(8).startswith(PROGRAMS):
            program(f"{name} / {member.filename}")


def _locked(name: str) -> Callable[[str, Mapping[str, str]], None]:
    def on_element(tag: str, _given: Mapping[str, str]) -> None:
        if tag == "encryption-data":
            locked(name)

    return on_element


def _heard(name: str) -> Callable[[str, Mapping[str, str]], None]:
    def on_element(tag: str, given: Mapping[str, str]) -> None:
        if tag in ACTIVE:
            macros(name)
        if tag in EXCHANGE:
            active(name)
        target = given.get("href", "")
        if tag in LINKS and links.is_dangerous(target):
            launching(name, target)
        if tag not in LINKS and links.is_elsewhere(target):
            reaching(name, target)

    return on_element
