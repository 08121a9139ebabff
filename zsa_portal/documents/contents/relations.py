"""What the parts of a Word or Excel file point at, and which of it is outside."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from zsa_portal.documents.contents import links, xml_parts
from zsa_portal.documents.contents.refusing import (
    active,
    carrying,
    launching,
    macros,
    reaching,
)

TEMPLATE = "attachedTemplate"
CARRIED = frozenset({"aFChunk"})
CONTROLS = frozenset({"control", "activeXControlBinary", "ctrlProp", "connections", "queryTable"})
MACROS = frozenset({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "attachedToolbars"})


@dataclass(frozen=True)
class Relation:
    """One line of a ``.rels`` part: its kind's last word, its target, whether that is outside."""

    kind: str
    target: str
    is_outside: bool


def of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, kind: str) -> list[Relation]:
    """The relations that a ``.rels`` part declares."""
    found: list[Relation] = []

    def on_element(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship":
            found.append(
                Relation(
                    given.get("Type", "").rstrip("/").rpartition("/")[2],
                    given.get("Target", ""),
                    given.get("TargetMode", "").strip().lower() == "external",
                )
            )

    xml_parts.scan(archive, member, name, kind, on_element=on_element)
    return found


def check(relation: Relation, name: str) -> None:
    """Refuse a relation that starts, carries or fetches something."""
    if relation.kind in MACROS:
        macros(name)
    if relation.kind in CONTROLS:
        active(name)
    if relation.kind in CARRIED:
        carrying(name, relation.target)
    if relation.kind == "hyperlink":
        if relation.is_outside and links.is_dangerous(relation.target):
            launching(name, relation.target)
    elif relation.is_outside or relation.kind == TEMPLATE:
        reaching(name, relation.target)
