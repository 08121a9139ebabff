"""Which records a bag holds, and whether who asks for it may have their bytes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from archive.records import Folder, Item
from zsa_portal.documents.models import Document
from zsa_portal.workflow.models import Matter


def items_of(*, folder: Folder | None = None, project: Matter | None = None) -> QuerySet[Item]:
    """The records in the archive of a folder and those below it, or of a project's folders."""
    rows = Item.objects.filter(state=Item.State.ACCEPTED)
    if folder is None:
        rows = rows.filter(folder__project=project)
    else:
        here = Q(folder__number=folder.number) | Q(folder__number__startswith=f"{folder.number}.")
        rows = rows.filter(here, department=folder.department_id, folder__year=folder.year)
    return rows.select_related("document", "folder", "department", "filing", "intake").order_by(
        "department", "folder__year", "folder__number", "name", "pk"
    )


def withheld_from(rows: QuerySet[Item], user: Any) -> int:
    """Of how many records a user may not have the bytes as they were sent."""
    documents = Document.objects.filter(pk__in=rows.order_by().values("document"))
    opened = documents.opened_to(user).values("pk")
    return documents.exclude(pk__in=opened).count()
