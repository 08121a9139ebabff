"""The archive of a project, joined over the departments that took part (第八条(一)2, 第九条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from archive.filing.collecting.coordinating import (
    NONE,
    Counts,
    coordinates,
    coordinators,
    counted,
    departments_missing,
    participants,
)
from archive.filing.collecting.numbering import in_order
from archive.parties import is_custodian
from archive.records import Folder, Item
from zsa_portal.documents.models import Document
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.models import Department
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.models import Matter

IN_ARCHIVE = Count("items", filter=Q(items__state=Item.State.ACCEPTED))
ON_LISTS = Count("items", filter=Q(items__state__in=(Item.State.LISTED, Item.State.RETURNED)))


@dataclass(frozen=True)
class Part:
    """What one department filed of a project; ``filed`` is whether any of it is in the archive.

    ``masked`` are the keys of the folders whose names are not told; ``counts`` how many of its rows
    are in the archive, on a list and returned.
    """

    department: Department
    folders: list[Folder]
    filed: bool
    masked: frozenset[int] = frozenset()
    counts: Counts = NONE


@provision("A08a", otherwise=[])
def joined(project: Matter) -> list[Folder]:
    """Every department's folders of a project, each with what is ``kept`` and ``listed`` in it."""
    rows = Folder.objects.filter(project=project.pk).select_related("department")
    counted = rows.annotate(kept=IN_ARCHIVE, listed=ON_LISTS).order_by()
    return in_order(counted)


def masked_folders(folders: list[Folder], project: Matter, user: Any) -> frozenset[int]:
    """The folders that hold nothing but 机密 records which a user may not read; two queries.

    Such a folder is named by the matter of its records, but where it has the project's own name.
    """
    rows = Item.objects.filter(folder__in=folders).exclude(state=Item.State.DISPOSED).order_by()
    secret = rows.exclude(document__level__in=UNSEALED).exclude(
        document__in=Document.objects.readable_by(user).values("pk")
    )
    told = set(rows.exclude(pk__in=secret.values("pk")).values_list("folder", flat=True))
    found = set(secret.values_list("folder", flat=True)) - told
    name = " ".join(str(project).split())
    return frozenset(one.pk for one in folders if one.pk in found and not name.startswith(one.name))


def archive_of(project: Matter, user: Any) -> dict[str, Any]:
    """The content of a project's page: each department's folders, year by year, and who is missing."""
    taking_part = participants(project)
    missing = departments_missing(project, taking_part)
    folders = joined(project)
    masked = masked_folders(folders, project, user)
    departments = {one.pk: one for one in [*taking_part, *(f.department for f in folders)]}
    counts = counted(project)
    parts = [
        Part(
            one,
            sorted(
                (folder for folder in folders if folder.department_id == one.pk),
                key=lambda folder: -folder.year,
            ),
            one not in missing,
            masked,
            counts.get(one.pk, NONE),
        )
        for one in departments.values()
    ]
    shared = len(taking_part) > 1
    return {
        "coordinator": coordinators([project]).get(project.pk) if shared else None,
        "may_remind": shared and bool(missing) and coordinates(project, user),
        "parts": parts,
        "missing_departments": missing,
        "is_custodian": bool(folders) and is_custodian(user),
    }
