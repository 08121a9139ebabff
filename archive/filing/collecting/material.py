"""The rows of a filing as its rules and pages read them: once for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from archive.checking.kinds import UNOPENED, Check
from archive.filing.collecting.naming import Numbering, ending, numbering_for, stem
from archive.filing.collecting.numbering import STAND
from archive.filing.levels import Floor
from archive.kinds import OWN, Medium
from archive.records import Item
from archive.versions import closes, newest_of_document
from zsa_portal.documents import access, levels
from zsa_portal.documents.kinds import FORMS
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import Level

PRINTED = (".pdf", ".ofd")
EDITABLE = (".docx", ".xlsx", ".pptx", ".odt", ".doc", ".wps", ".xls", ".txt", ".dxf", ".eml")
OPEN_ROWS = (Item.State.LISTED, Item.State.RETURNED)


class Material:
    """The rows of a filing, with what its department's numbering says of their names."""

    def __init__(self, filing: Any) -> None:
        self.filing = filing
        rows = filing.items.select_related("document", "folder").order_by("folder", "name", "pk")
        newest = newest_of_document("file__media_type")
        held = Coalesce("version__file__media_type", newest)
        sha256 = Coalesce("version__file__sha256", newest_of_document("file__sha256"))
        rows = rows.annotate(media_type=held, sha256=sha256)
        self.rows: list[Any] = list(rows.annotate(opened=_last_opened()))

    @cached_property
    def numbering(self) -> Numbering | None:
        """The rule by which the department's files are named; two queries."""
        return numbering_for(self.filing.department, self.filing.month.year)

    @cached_property
    def _table(self) -> levels.Table:
        """The table of levels in force; one query."""
        return levels.table_at()

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The words of the department's kinds of file by key: of the table of levels in force.

        What an earlier version listed keeps the words of the table as issued.
        """
        code = self.filing.department.code
        own = [*levels.issued().of(code), *self._table.of(code)]
        return {one.key: one.text for one in own}

    @cached_property
    def _floor(self) -> Floor:
        return Floor(self.filing.department, self._table)

    def is_low(self, row: Item) -> bool:
        """Whether a row's level is lower than the table's, and nobody said why."""
        return not row.level_reason and row.state not in STAND and self._floor.is_above(row)

    @cached_property
    def _originals(self) -> dict[int, set[str]]:
        """The stems of the editable files of each folder."""
        found: dict[int, set[str]] = defaultdict(set)
        for row in self.rows:
            if ending(row.name) in EDITABLE:
                found[row.folder_id].add(self._stem(row))
        return found

    def _stem(self, row: Item) -> str:
        return stem(self.numbering.bare(row.name) if self.numbering else row.name)

    def is_misnamed(self, row: Item) -> bool:
        """Whether a file's name is not numbered, and nobody said why it stays."""
        if self.numbering is None or row.name_reason or row.state in STAND:
            return False
        if row.medium != Medium.ELECTRONIC:
            return False
        return not self.numbering.follows(row.name)

    def is_closed(self, row: Any) -> bool:
        """Whether nobody could open a row any more once its list is signed; see ``closes``.

        One for which 公开 is asked is above it until the head has approved that, who looks at it first.
        """
        if row.state in STAND or row.medium != Medium.ELECTRONIC:
            return False
        return closes(row.document.level, row.media_type)

    def is_unopened(self, row: Any) -> bool:
        """Whether the last check of a row's file found that it has no pages above public."""
        if row.state in STAND or row.document.level == Level.PUBLIC:
            return False
        return row.opened in UNOPENED

    def todo(self, what: str) -> list[Item]:
        """The rows of which something is to be done, by the words of ``asked``; none for others."""
        asked = self.asked(what)
        return [row for row in self.rows if asked is not None and asked(row)]

    def asked(self, what: str) -> Callable[[Item], bool] | None:
        """Whether such a thing is to be done of a row; None for other words."""
        found = {
            "name": self.is_misnamed,
            "pdf": self.is_lone_pdf,
            "level": self.is_low,
            "kind": self.is_closed,
            "pages": self.is_unopened,
        }
        return found.get(what)

    def is_lone_pdf(self, row: Item) -> bool:
        """Whether a row is a PDF without its editable original, and nobody said why.

        Issued forms, sealed scans and papers that a procedure asks for as PDF are what they are.
        """
        if row.pdf_reason or row.state in STAND or row.medium != Medium.ELECTRONIC:
            return False
        if ending(row.name) not in PRINTED or is_necessarily_printed(row):
            return False
        return self._stem(row) not in self._originals[row.folder_id]


def _last_opened() -> Subquery:
    """What the last check of a row's present file found of whether it opens; none before the first."""
    rows = Item.objects.filter(
        pk=OuterRef("pk"), checks__kind=Check.USABILITY, checks__sha256=OuterRef("sha256")
    )
    return Subquery(rows.order_by("-checks__at", "-checks__pk").values("checks__flaw")[:1])


def is_necessarily_printed(row: Item) -> bool:
    """Whether a record is an issued form, a sealed scan, or of a kind taken in as PDF alone."""
    document = row.document
    if document.scan_of_id is not None or document.kind in FORMS:
        return True
    paper = access.uploads.get(document.kind)
    return paper is not None and bool(paper.accept) and not set(paper.accept) & set(EDITABLE)


def is_secret(row: Item) -> bool:
    """Whether the name of a row is told to its readers alone: a CONFIDENTIAL paper of a matter.

    What the department itself sent is named to all who prepare, check, keep and sign the list.
    """
    return row.document.level == Level.CONFIDENTIAL and row.document.kind not in OWN


def material_of(filing: Any) -> Material:
    """The rows of a filing, read once for its page and all its rules."""
    found: Material = remembered(filing, "archive.material", lambda: Material(filing))
    return found
