"""Putting a document on a filing's list, under a name that follows the numbering."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy

from archive.filing.collecting.naming import numbering_for, stem
from archive.filing.models import Filing
from archive.kinds import ORIGINAL, RECORD, Medium, Sort
from archive.records import Folder, Item
from zsa_portal.documents.access import TITLES
from zsa_portal.documents.actions import document_add
from zsa_portal.documents.models import Document
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock

TITLES[RECORD] = gettext_lazy("Record of the archive")
TITLES[ORIGINAL] = gettext_lazy("Original of the archive")
SORT_OF = {
    ".eml": Sort.MAIL,
    ".dxf": Sort.DRAWING,
    ".jpg": Sort.IMAGE,
    ".jpeg": Sort.IMAGE,
    ".png": Sort.IMAGE,
    ".mp4": Sort.IMAGE,
    ".mp3": Sort.SOUND,
    ".m4a": Sort.SOUND,
    ".wav": Sort.SOUND,
}


class Numbers:
    """The next running numbers of a department's year; names of one stem share theirs."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.rule = numbering_for(filing.department, filing.month.year)
        self.given: dict[tuple[int, str], int] = {}

    @cached_property
    def _last(self) -> int:
        rows = Item.objects.filter(department=self.filing.department_id).order_by()
        names = rows.filter(name__contains=str(self.filing.month.year)).values_list(
            "name", flat=True
        )
        return max((self.rule.number_of(name) for name in names if self.rule), default=0)

    def proposed(self, name: str, folder: int) -> str:
        """The name as the rule has it; as it is where it follows the rule, or none binds."""
        if self.rule is None or self.rule.follows(name):
            return name
        key = (folder, stem(name))
        if key not in self.given:
            self.given[key] = self._last + len(self.given) + 1
        return self.rule.proposed(name, self.given[key])


def document_make(
    *, department: Department, kind: str, title: str, level: str, by: User, upload: Any = None
) -> Document:
    """A document of a department and of no matter; without an upload it has no bytes."""
    if upload is not None:
        version = document_add(
            matter=None,
            kind=kind,
            title=title,
            upload=upload,
            by=by,
            level=level,
            owner=department,
        )
        return version.document
    return Document.objects.create(
        kind=kind,
        title=title[:240],
        level=level,
        owner=department,
        uploaded_by=by,
        created_at=clock.now(),
    )


def item_list(
    *, filing: Filing, folder: Folder, document: Document, name: str, by: User, **fields: Any
) -> Item:
    """A row of a held filing."""
    return Item.objects.create(
        department_id=filing.department_id,
        filing_id=filing.pk,
        folder=folder,
        document=document,
        name=name,
        added_by=by,
        added_at=clock.now(),
        **{"medium": Medium.ELECTRONIC} | fields,
    )
