"""Records for the tests of the archive: a document with one version, in a folder, taken in."""

from __future__ import annotations

from typing import Any

from archive.filing.actions import filing_open
from archive.filing.models import first_of
from archive.kinds import Medium
from archive.records import Folder, Item
from zsa_portal.documents import store
from zsa_portal.documents.models import Document, Version
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level


def folder(department: Department, by: User, number: str = "01", **fields: Any) -> Folder:
    """A folder of this year; the one that is there."""
    made, _new = Folder.objects.get_or_create(
        department=department,
        year=clock.today().year,
        number=number,
        defaults={"name": f"事项 {number}", "created_by": by} | fields,
    )
    return made


def record(
    department: Department,
    by: User,
    name: str,
    *,
    level: str = Level.RESTRICTED,
    medium: str = Medium.ELECTRONIC,
    number: str = "01",
    body: bytes = b"",
    media_type: str = "application/pdf",
    **fields: Any,
) -> Item:
    """A record in the archive; an electronic one has a ``body``, else a PDF of one empty page."""
    document = Document.objects.create(
        kind="archive.record", title=name, level=level, owner=department, uploaded_by=by
    )
    if medium == Medium.ELECTRONIC:
        file = store.put_own(body or blank_pdf(), media_type=media_type)
        ending = ".pdf" if media_type == "application/pdf" else ".docx"
        Version.objects.create(
            document=document, number=1, file=file, name=f"{name}{ending}", uploaded_by=by
        )
    return Item.objects.create(
        department=department,
        folder=folder(department, by, number),
        filing=filing_open(department=department, month=first_of(clock.today()), by=None),
        document=document,
        version=document.versions.first(),
        name=name,
        medium=medium,
        added_by=by,
        **{"state": Item.State.ACCEPTED, "accepted_at": clock.now()} | fields,
    )
