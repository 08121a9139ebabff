"""Changes that nobody accepted yet, and comments, which a text still carries from its drafting."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pikepdf
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.documents.contents import xml_parts, zipped
from zsa_portal.documents.contents.refusing import refuse

MOST = 99_999
WORD_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
WORD_CHANGED_FORM = "PrChange"
ODT_CHANGE, ODT_COMMENT = "changed-region", "annotation"
PDF_COMMENTS = frozenset(
    f"/{name}"
    for name in (
        *("Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight"),
        *("Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "FileAttachment"),
    )
)
"""The markup annotations of ISO 32000-2, table 171, less those that belong to another."""


@dataclass(frozen=True)
class Markup:
    """How many changes wait to be accepted in a text, and how many comments stand in it."""

    changes: int = 0
    comments: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes or self.comments)

    @property
    def sentence(self) -> str:
        """What is said of it, translated; "" where there is nothing."""
        said = []
        if self.changes:
            said.append(
                ngettext(
                    "%(count)d change that is not accepted",
                    "%(count)d changes that are not accepted",
                    self.changes,
                )
                % {"count": self.changes}
            )
        if self.comments:
            said.append(
                ngettext("%(count)d comment", "%(count)d comments", self.comments)
                % {"count": self.comments}
            )
        return (
            _("The text still carries %(what)s.") % {"what": _(" and ").join(said)} if said else ""
        )


UNMARKED = Markup()


def markup_of(path: Path, name: str) -> Markup:
    """What a checked file carries; nothing for kinds that have no such thing. Raises as ``check``."""
    counter = COUNTERS.get(PurePosixPath(name).suffix.lower())
    return counter(path, name) if counter else UNMARKED


def require_settled(markup: Markup, name: str) -> None:
    """Refuse a text that still carries changes or comments where only a final one will do."""
    if markup:
        refuse(
            _(
                "“%(name)s” is not final: %(what)s Accept or reject the changes, delete the "
                "comments, save the text and upload it again."
            ),
            name=name,
            what=markup.sentence,
        )


def _in_word(path: Path, name: str) -> Markup:
    found = _Counted()
    with zipped.opened(path, name, "docx") as archive:
        for member in archive.infolist():
            place = member.filename.lower()
            if place.startswith("word/") and place.endswith(".xml"):
                xml_parts.scan(archive, member, name, "docx", on_element=found.word)
    return found.markup


def _in_odt(path: Path, name: str) -> Markup:
    found = _Counted()
    with zipped.opened(path, name, "odt") as archive:
        for member in _texts(archive):
            xml_parts.scan(archive, member, name, "odt", on_element=found.odt)
    return found.markup


def _texts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [one for one in archive.infolist() if one.filename in ("content.xml", "styles.xml")]


def _in_pdf(path: Path, _name: str) -> Markup:
    with pikepdf.open(path) as book:
        comments = sum(
            str(note.get("/Subtype")) in PDF_COMMENTS
            for page in book.pages
            for note in page.get("/Annots", ())
            if isinstance(note, pikepdf.Dictionary)
        )
    return Markup(0, min(comments, MOST))


class _Counted:
    def __init__(self) -> None:
        self.changes = self.comments = 0

    def word(self, tag: str, _given: Mapping[str, str]) -> None:
        if tag in WORD_CHANGES or tag.endswith(WORD_CHANGED_FORM):
            self.changes += 1
        elif tag == "comment":
            self.comments += 1

    def odt(self, tag: str, _given: Mapping[str, str]) -> None:
        self.changes += tag == ODT_CHANGE
        self.comments += tag == ODT_COMMENT

    @property
    def markup(self) -> Markup:
        return Markup(min(self.changes, MOST), min(self.comments, MOST))


COUNTERS: dict[str, Callable[[Path, str], Markup]] = {
    ".docx": _in_word,
    ".odt": _in_odt,
    ".pdf": _in_pdf,
}
