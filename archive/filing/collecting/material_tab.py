"""The tab “Material” of a filing: its rows by folder, narrowed and in pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from archive.filing.collecting.material import OPEN_ROWS, Material, is_secret, material_of
from archive.filing.collecting.numbering import OPEN, fixed, lies_in
from archive.filing.collecting.queries import folders_of_year
from archive.filing.collecting.rules import INSTEAD
from archive.parties import heads_department, keeps_archive, prepares, signs_first, signs_last
from archive.records import Folder, Item
from zsa_portal.documents.levels import LEVELS_SHOWN
from zsa_portal.documents.models import Document
from zsa_portal.workflow.models import Matter

PAGE = 50


def sees_material(matter: Matter, user: Any) -> bool:
    """Those who prepare, check, keep and sign the list."""
    return any(
        may(matter, user)
        for may in (prepares, heads_department, keeps_archive, signs_first, signs_last)
    )


@dataclass(frozen=True)
class Row:
    """A row as the page shows it; a CONFIDENTIAL one is ``masked`` for who may not read it.

    ``kind`` is its entry in the table of levels in words, empty for what is masked or not listed.
    """

    item: Item
    readable: bool
    masked: bool
    misnamed: bool
    lone_pdf: bool
    low: bool
    closed: bool
    unopened: bool
    kind: str

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.item.state in OPEN_ROWS


@dataclass(frozen=True)
class Shelf:
    """A folder with how many rows of this filing lie in it, not counting those below.

    Its number and name are ``fixed`` once it is on a list that was handed over.
    """

    folder: Folder
    rows: int
    fixed: bool
    begins_project: bool


def material(filing: Any, user: Any, narrowed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The content of the tab; ``narrowed`` holds q, folder, state, level, todo and page."""
    given = narrowed or {}
    found = material_of(filing)
    folders = folders_of_year(filing)
    chosen = next((one for one in folders if str(one.pk) == given.get("folder")), None)
    read = _readable(found, user)
    rows = [row for row in found.rows if _fits(found, row, given, chosen, read)]
    order = {folder.pk: place for place, folder in enumerate(folders)}
    rows.sort(key=lambda row: (order.get(row.folder_id, 0), row.name))
    projects: dict[int | None, int | None] = {one.pk: one.project_id for one in folders}
    page = Paginator(rows, PAGE).get_page(given.get("page"))
    stands, here = fixed(folders), Counter(row.folder_id for row in found.rows)
    return {
        "shelves": [
            Shelf(one, here[one.pk], one.pk in stands, _begins_project(one, projects))
            for one in folders
        ],
        "groups": _grouped(found, list(page.object_list), read),
        "page": page,
        "total": len(found.rows),
        "given": given,
        "is_narrowed": any(value for key, value in given.items() if key != "page"),
        "levels": LEVELS_SHOWN,
        "row_states": Item.State.choices,
        "misnamed": sum(map(found.is_misnamed, found.rows)),
        "lone_pdfs": sum(map(found.is_lone_pdf, found.rows)),
        "low": sum(map(found.is_low, found.rows)),
        "closed": sum(map(found.is_closed, found.rows)),
        "unopened": sum(map(found.is_unopened, found.rows)),
        "instead": INSTEAD,
        "may_prepare": filing.state in OPEN and prepares(filing, user),
    }


def _begins_project(folder: Folder, projects: Mapping[int | None, int | None]) -> bool:
    return folder.project_id not in (None, projects.get(folder.parent_id))


def _readable(found: Material, user: Any) -> set[int]:
    """The documents of the list that a user may read; one query."""
    documents = Document.objects.filter(pk__in=[row.document_id for row in found.rows])
    return set(documents.readable_by(user).values_list("pk", flat=True))


def _masked(row: Item, read: set[int]) -> bool:
    return is_secret(row) and row.document_id not in read


def _fits(
    found: Material, row: Item, given: Mapping[str, str], folder: Folder | None, read: set[int]
) -> bool:
    words = given.get("q", "").casefold().split()
    said = "" if _masked(row, read) else f"{row.name} {row.remark} {row.entry}".casefold()
    todo = found.asked(given.get("todo", ""))
    return (
        all(word in said for word in words)
        and (folder is None or lies_in(row.folder.number, folder))
        and given.get("state", "") in ("", row.state)
        and given.get("level", "") in ("", row.document.level)
        and (todo is None or todo(row))
    )


def _grouped(found: Material, items: list[Item], read: set[int]) -> list[tuple[Folder, list[Row]]]:
    groups: list[tuple[Folder, list[Row]]] = []
    for item in items:
        masked = _masked(item, read)
        row = Row(
            item,
            item.document_id in read,
            masked,
            found.is_misnamed(item),
            found.is_lone_pdf(item),
            found.is_low(item),
            found.is_closed(item),
            found.is_unopened(item),
            "" if masked else found.kinds.get(item.entry, item.entry),
        )
        if not groups or groups[-1][0].pk != item.folder_id:
            groups.append((item.folder, []))
        groups[-1][1].append(row)
    return groups
