"""Rows on a filing list, made directly, for tests of what follows from them."""

from __future__ import annotations

from typing import Any

from archive.filing.models import Filing
from archive.records import Folder, Item
from tests.zsa_portal.documents import making
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.store import put_own
from zsa_portal.documents.word import MEDIA_TYPE as DOCX
from zsa_portal.workflow.models import Level


def add_row(
    filing: Filing,
    name: str,
    *,
    by: Any,
    level: str = Level.RESTRICTED,
    folder: str = "周报",
    path: tuple[str, ...] = (),
    project: Any = None,
    paper: bool = False,
    **more: Any,
) -> Item:
    """A row in a folder, made where it is missing; ``path`` are the folders below that one."""
    place = _folder(filing, None, folder, project, by)
    for below in path:
        place = _folder(filing, place, below, project, by)
    more.setdefault("name_reason", "按工作习惯命名。")
    more.setdefault("level_reason", "日常文件。")
    document = Document.objects.create(
        kind="archive.record",
        title=name,
        level=level,
        owner=filing.department,
        uploaded_by=by,
    )
    if not paper:
        text = f"{filing.pk} {name}"
        made = making.docx_bytes(text) if name.endswith(".docx") else text.encode()
        file = put_own(made, media_type=DOCX if name.endswith(".docx") else "text/plain")
        called = name if "." in name else f"{name}.txt"
        Version.objects.create(document=document, number=1, file=file, name=called, uploaded_by=by)
    return Item.objects.create(
        department=filing.department,
        folder=place,
        filing=filing,
        document=document,
        name=name,
        medium="paper" if paper else "electronic",
        added_by=by,
        **more,
    )


def _folder(filing: Filing, parent: Folder | None, name: str, project: Any, by: Any) -> Folder:
    siblings = Folder.objects.filter(
        department=filing.department, year=filing.month.year, parent=parent
    )
    found = siblings.filter(name=name).first()
    if found is not None:
        return found
    number = f"{siblings.count() + 1:02d}"
    return Folder.objects.create(
        department=filing.department,
        year=filing.month.year,
        parent=parent,
        project_id=project.pk if project else None,
        number=f"{parent.number}.{number}" if parent else number,
        name=name,
        created_by=by,
    )
