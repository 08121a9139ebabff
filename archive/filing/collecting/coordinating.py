"""Who coordinates the archive of a project of several departments, and what is missing (第八条(一)2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, prefetch_related_objects
from django.utils.translation import gettext as _

from archive.filing.projects import taking_part, unfiled
from archive.records import Item
from zsa_portal.people.models import Department, Party
from zsa_portal.people.places import places_of
from zsa_portal.regulations.rule import permission, provision, rule
from zsa_portal.ui.conditions import Condition
from zsa_portal.workflow.handlers.queries import last_handlers
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Matter


@dataclass(frozen=True)
class Counts:
    """How many rows of a project a department has in the archive, on a list, and returned to it."""

    kept: int = 0
    listed: int = 0
    returned: int = 0


NONE = Counts()
Held = Counter[tuple[int, int, str]]
"""How many rows there are of a project, by folder, department (keys) and state."""
IN_ITS_FOLDERS = "{of} = ANY(ARRAY(SELECT id FROM archive_folder WHERE project_id = %s))"
OF_ITS_PAPERS = "{of} = ANY(ARRAY(SELECT id FROM zsa_documents_document WHERE matter_id = %s))"


def participants(project: Matter) -> list[Department]:
    """The departments that take or took part in a project: its owner's, and those with a part.

    Two queries.
    """
    homes = {home for _project, home in taking_part({project.pk: project.owner_id})}
    return list(Department.objects.filter(pk__in=homes).order_by("position", "pk"))


@provision("A09", otherwise=[])
def departments_missing(
    project: Matter, among: Sequence[Department] | None = None
) -> list[Department]:
    """The departments that took part in a project of which nothing was filed (第九条(一)).

    What was disposed of since had been filed. ``among`` are those that took part, where known.
    """
    homes = participants(project) if among is None else among
    lacking = unfiled((project.pk, one.pk) for one in homes)
    return [one for one in homes if (project.pk, one.pk) in lacking]


@provision("A08a", otherwise={})
def coordinators(projects: Collection[Matter]) -> Mapping[int, Party]:
    """Who coordinates each project's archive, by the project's key: its project manager (项目经理).

    That is who handles the project, or did when it came to its end; where nobody of its department
    does, the head of that department (ours). The parties need not be saved. Two queries.
    """
    named = last_handlers(projects)
    unnamed = [project for project in projects if project.pk not in named]
    prefetch_related_objects(unnamed, "owner")
    return {
        project.pk: Party(key=f"user:{person.pk}", user=person)
        if (person := named.get(project.pk))
        else place_in(project.owner, "head")
        for project in projects
    }


def place_in(home: Department, role: str) -> Party:
    """The party of a place in a department, which need not be saved: it is asked who stands behind."""
    return Party(key=f"dept:{home.pk}:{role}", department=home, role=role)


@permission("A08a")
def coordinates(project: Matter, user: Any) -> bool:
    """Who coordinates a project's archive, or stands in for that person (第八条(一)2)."""
    return coordinators([project]).get(project.pk) in places_of(user)


@rule("A08a")
def something_to_coordinate(project: Matter) -> Iterable[str]:
    """A project of several departments, of which one has filed nothing yet (第八条(一)2)."""
    if not project.machine.IS_PROJECT or project.state_info.phase == Phase.DRAFT:
        yield _("This is no project that the departments file.")
    elif len(homes := participants(project)) == 1:
        yield _("One department alone took part in this project: there is nothing to coordinate.")
    elif not departments_missing(project, homes):
        yield _("Every department that took part has filed this project.")


def held_of(project: Matter) -> Held:
    """How many rows there are of a project; one query, which follows its folders and papers."""
    rows = Item.objects.filter(
        Condition(IN_ITS_FOLDERS, [project.pk], of="folder_id")
        | Condition(OF_ITS_PAPERS, [project.pk], of="document_id")
    )
    found = rows.order_by().values_list("folder", "department", "state").annotate(Count("pk"))
    return Counter({(folder, home, state): number for folder, home, state, number in found})


@provision("A08a", otherwise={})
def counted(held: Held) -> Mapping[int, Counts]:
    """What each department has of a project, by the department's key."""
    found: Counter[tuple[int, str]] = Counter()
    for (_folder, home, state), number in held.items():
        found[home, state] += number
    return {
        home: Counts(
            found[home, Item.State.ACCEPTED],
            found[home, Item.State.LISTED],
            found[home, Item.State.RETURNED],
        )
        for home, _state in found
    }
