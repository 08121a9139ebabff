"""Making, renaming, moving and deleting the folders of a department's year (第八条(一))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing.collecting.actions.preparing import folder_of, preparing
from archive.filing.collecting.numbering import (
    fixed,
    in_order,
    lies_in,
    part_of,
    parts_for,
    siblings,
    under,
)
from archive.filing.collecting.rules import (
    DIRECTORIES,
    is_named_by_its_matter,
    lies_in_its_project,
)
from archive.filing.models import Filing
from archive.records import Folder, Item
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import BadValue, Refusal
from zsa_portal.workflow.wording import word

word(
    folder_create=gettext_lazy("Folder made"),
    folder_rename=gettext_lazy("Folder renamed"),
    folder_move=gettext_lazy("Folder moved"),
    folder_delete=gettext_lazy("Folder deleted"),
)
LONGEST = 120


def folder_create(
    *,
    filing: Filing,
    name: str,
    by: User,
    parent: Folder | None = None,
    project: Matter | None = None,
    person_reason: str = "",
) -> Folder:
    """Make a folder with the next number of its place; a folder in a project's is that project's.

    Raises BadValue("name", …) for a name that stands there, RuleUnmet (A08b) for a fifth level and
    for a person's name without a reason.
    """
    noted: dict[str, Any] = {}
    with preparing(filing, by, "folder_create", noted) as fresh:
        above = folder_of(fresh, parent.pk) if parent else None
        made = make(fresh, name, above, by, project=project, person_reason=person_reason)
        noted["folder"] = made
        return made


def make(
    filing: Filing,
    name: str,
    parent: Folder | None,
    by: User,
    *,
    project: Matter | None = None,
    person_reason: str = "",
) -> Folder:
    """Make a folder in a held filing; see ``folder_create``."""
    DIRECTORIES.require(parent.depth + 1 if parent else 1)
    beside = siblings(filing.department_id, filing.month.year, parent)
    folder = Folder(
        department_id=filing.department_id,
        year=filing.month.year,
        parent=parent,
        project_id=_project_below(parent, project.pk if project else None),
        number=under(parent, part_of(beside[-1].number) + 1 if beside else 1),
        name=_free(name, beside),
        person_reason=person_reason.strip(),
        created_by=by,
        created_at=clock.now(),
    )
    is_named_by_its_matter.require(folder)
    folder.save()
    return folder


def folder_rename(
    *, filing: Filing, folder: Folder, name: str, by: User, person_reason: str = ""
) -> Folder:
    """Give a folder another name, its number stays. Refusal once a row of it was handed over."""
    with preparing(filing, by, "folder_rename", folder=folder) as fresh:
        here = _loose(fresh, folder)
        beside = siblings(here.department_id, here.year, here.parent)
        here.name = _free(name, [one for one in beside if one.pk != here.pk])
        here.person_reason = person_reason.strip()
        is_named_by_its_matter.require(here)
        here.save(update_fields=["name", "person_reason"])
        return here


def folder_move(
    *, filing: Filing, folder: Folder, parent: Folder | None, before: Folder | None, by: User
) -> Folder:
    """Move a folder with all below it before a sibling, or to the end; both places are renumbered.

    Numbers on lists that were handed over stay. Raises RuleUnmet for a level too deep (A08b) and
    for rows that would leave their project (A08a), BadValue("parent", …), Refusal.
    """
    with preparing(filing, by, "folder_move", folder=folder, parent=parent) as fresh:
        here = _loose(fresh, folder)
        above = folder_of(fresh, parent.pk) if parent else None
        below = _below(here)
        if above is not None and lies_in(above.number, here):
            raise BadValue("parent", _("A folder cannot be moved into itself."))
        deepest = max(one.depth for one in below) - here.depth + 1
        DIRECTORIES.require((above.depth if above else 0) + deepest)
        _take_project(below, here, above)
        old = here.parent
        beside = [
            one for one in siblings(here.department_id, here.year, above) if one.pk != here.pk
        ]
        here.parent, here.name = above, _free(here.name, beside)
        here.save(update_fields=["parent"])
        place = next((at for at, one in enumerate(beside) if before and one.pk == before.pk), None)
        beside.insert(len(beside) if place is None else place, here)
        _renumber(beside, above)
        left = folder_of(fresh, old.pk) if old else None
        _renumber(siblings(here.department_id, here.year, left), left)
        return folder_of(fresh, here.pk)


def folder_delete(*, filing: Filing, folder: Folder, by: User) -> None:
    """Delete an empty folder; those behind it move up. Refusal for one that holds anything."""
    with preparing(filing, by, "folder_delete", folder=folder) as fresh:
        here = folder_of(fresh, folder.pk)
        if here.children.exists() or here.items.exists():
            sentence = _("“%(name)s” is not empty. Move or remove what it holds first.")
            raise Refusal([sentence % {"name": here.name}], matter=fresh)
        parent = here.parent
        here.delete()
        _renumber(siblings(fresh.department_id, fresh.month.year, parent), parent)


def _free(name: str, beside: Sequence[Folder]) -> str:
    """A name as it is kept; BadValue where it is empty or stands in this place already."""
    kept = " ".join(name.split())[:LONGEST]
    if not kept:
        raise BadValue("name", _("Name the folder."))
    if any(one.name.casefold() == kept.casefold() for one in beside):
        raise BadValue("name", _("A folder of this name is there already."))
    return kept


def _project_below(parent: Folder | None, project: int | None) -> int | None:
    above = parent.project_id if parent else None
    if above is not None and project not in (None, above):
        raise BadValue("project", _("A project's folder does not lie in another project's."))
    return project if above is None else above


def _loose(filing: Filing, folder: Folder) -> Folder:
    """A folder whose number and name are on no list that was handed over."""
    here = folder_of(filing, folder.pk)
    if fixed([here]):
        sentence = _("Rows in “%(name)s” are on a list that was handed over: it stays as it is.")
        raise Refusal([sentence % {"name": here.name}], matter=filing)
    return here


def _below(folder: Folder) -> list[Folder]:
    """The folder and all below it."""
    rows = Folder.objects.filter(department=folder.department_id, year=folder.year)
    return in_order(one for one in rows if lies_in(one.number, folder))


def _take_project(below: Sequence[Folder], folder: Folder, above: Folder | None) -> None:
    """Let what inherited a project inherit that of its new place; its rows must belong there."""
    before = folder.parent.project_id if folder.parent else None
    after = above.project_id if above else None
    for one in below:
        if one.project_id == before:
            one.project_id = after
        elif after is not None:
            _project_below(above, one.project_id)
    Folder.objects.bulk_update(below, ["project"])
    folder.project_id = below[0].project_id
    for item in Item.objects.filter(folder__in=below).select_related("folder", "document"):
        lies_in_its_project.require(item)


def _renumber(order: Sequence[Folder], parent: Folder | None) -> None:
    """Number siblings in this order, with all below them, wherever they came from."""
    if not order:
        return
    first = order[0]
    rows = Folder.objects.filter(department=first.department_id, year=first.year)
    everything = {one.pk: one for one in rows}
    standing = fixed([everything[one.pk] for one in order])
    moved: list[Folder] = []
    for one, part in parts_for(order, standing):
        before, after = everything[one.pk].number, under(parent, part)
        if before == after:
            continue
        moved += [
            Folder(pk=row.pk, number=after + row.number[len(before) :])
            for row in everything.values()
            if lies_in(row.number, everything[one.pk])
        ]
    for temporary in moved:
        Folder.objects.filter(pk=temporary.pk).update(number=f"~{temporary.pk}")
    Folder.objects.bulk_update(moved, ["number"])
