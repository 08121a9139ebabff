"""OFD documents, China's own fixed layout (GB/T 33190): a zip of XML parts whose root is OFD.xml."""

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
    program,
)

MEDIA_TYPE = "application/ofd"
ROOT = "OFD.xml"
NAMESPACE = "http://www.ofdspec.org/2016"
KIND = "ofd"
ENCRYPTED = ("encryptions.xml", "decyptseed.dat", "decryptseed.dat")
ACTIVE = frozenset({"Sound", "Movie"})
CARRYING = frozenset({"Attachment", "GotoA"})
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def check(path: Path, name: str) -> str:
    """An OFD document that carries no other file and starts nothing."""
    with zipped.opened(path, name, KIND) as archive:
        if ROOT not in archive.namelist():
            damaged(name, KIND)
        for place in _documents(archive, name):
            if place.removeprefix("/") not in archive.namelist():
                damaged(name, KIND)
        for member in archive.infolist():
            if not member.is_dir():
                _check_member(archive, member, name)
    return MEDIA_TYPE


def _documents(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Where the documents of the container begin, as OFD.xml tells; there is at least one."""
    root = Root()
    xml_parts.scan(
        archive,
        archive.getinfo(ROOT),
        name,
        KIND,
        on_element=root.on_element,
        on_text=root.on_text,
    )
    if (root.namespace, root.tags[:1]) != (NAMESPACE, ["OFD"]) or not root.places:
        damaged(name, KIND)
    return root.places


class Root:
    """What OFD.xml says: its namespace, and the places of the documents."""

    def __init__(self) -> None:
        self.namespace = ""
        self.tags: list[str] = []
        self.places: list[str] = []

    def on_element(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        self.namespace = self.namespace or given[xml_parts.NAMESPACE]
        self.tags.append(tag)
        if tag == "DocRoot":
            self.places.append("")

    def on_text(self, text: str) -> None:
        """Text of the element that began last."""
        if self.tags and self.tags[-1] == "DocRoot":
            self.places[-1] += text.strip()


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    place = member.filename.lower()
    if PurePosixPath(place).name in ENCRYPTED:
        locked(name)
    if PurePosixPath(place).suffix in links.STARTED:
        carrying(name, member.filename)
    if place.endswith(".xml"):
        xml_parts.scan(archive, member, name, KIND, on_element=_heard(name))
        return
    with archive.open(member) as stream:
        if stream.read(8).startswith(PROGRAMS):
            program(f"{name} / {member.filename}")


def _heard(name: str) -> Callable[[str, Mapping[str, str]], None]:
    def on_element(tag: str, given: Mapping[str, str]) -> None:
        if tag in CARRYING:
            carrying(name, given.get("Name", "") or given.get("AttachID", "") or tag)
        if tag in ACTIVE:
            active(name)
        target = given.get("URI", "")
        if tag == "URI" and links.is_dangerous(given.get("Base", "") + target):
            launching(name, target)

    return on_element
