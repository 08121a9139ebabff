"""The archive of a project, joined over the departments that took part (第八条(一)2, 第九条)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef

from archive.filing.collecting.coordinating import (
    NONE,
    Counts,
    Held,
    coordinates,
    coordinators,
    counted,
    departments_missing,
    held_of,
    participants,
)
from archive.filing.collecting.numbering import in_order
from archive.parties import is_custodian
from archive.records import Folder, Item
from archive.search.queries import read_by, with_documents
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.models import Department
from zsa_portal.regulations.rule import provision
from zsa_portal.ui.conditions import ForEach
from zsa_portal.workflow.models import Matter

ON_LISTS = (Item.State.LISTED, Item.State.RETURNED)


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
def joined(project: Matter, held: Held) -> list[Any]:
    """Every department's folders of a project, each with what is ``kept`` and ``listed`` in it.

    ``is_sealed`` are those that hold nothing but 机密 records. One query.
    """
    there = Item.objects.filter(folder=OuterRef("pk")).exclude(state=Item.State.DISPOSED)
    told = there.filter(document__level__in=UNSEALED)
    rows = Folder.objects.filter(project=project.pk).select_related("department").order_by()
    found: list[Any] = list(rows.annotate(is_sealed=ForEach(there) & ~ForEach(told)).defer("words"))
    inside: Counter[tuple[int, str]] = Counter()
    for (folder, _home, state), number in held.items():
        inside[folder, state] += number
    for one in found:
        one.kept = inside[one.pk, Item.State.ACCEPTED]
        one.listed = sum(inside[one.pk, state] for state in ON_LISTS)
    return in_order(found)


def masked_folders(folders: Sequence[Any], project: Matter, user: Any) -> frozenset[int]:
    """Those of ``joined`` that hold nothing but 机密 records which a user may not read; two queries.

    Such a folder is named by the matter of its records, but where it has the project's own name.
    """
    name = " ".join(str(project).split())
    asked = [one.pk for one in folders if one.is_sealed and not name.startswith(one.name)]
    if not asked:
        return frozenset()
    rows = Item.objects.filter(folder__in=asked).exclude(state=Item.State.DISPOSED).order_by()
    sealed = list(with_documents(rows).defer("words"))
    read = read_by(user, sealed)
    return frozenset(asked) - {row.folder_id for row in sealed if row.document_id in read}


def archive_of(project: Matter, user: Any) -> dict[str, Any]:
    """The content of a project's page: each department's folders, year by year, and who is missing."""
    taking_part = participants(project)
    missing = departments_missing(project, taking_part)
    held = held_of(project)
    folders = joined(project, held)
    masked = masked_folders(folders, project, user)
    departments = {one.pk: one for one in [*taking_part, *(f.department for f in folders)]}
    counts = counted(held)
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
