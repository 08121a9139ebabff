"""Projects at their end that a department has not filed (第九条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from archive.filing.times import due_of
from archive.records import Item
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.machine import MACHINES, Phase
from zsa_portal.workflow.models import Involvement, Matter

ENDS = ("done", "ended")


@dataclass(frozen=True)
class Missing:
    """A project at its end, and one department that took part and has no accepted filing of it.

    ``due`` is the exclusive end of the time in which that department files it.
    """

    project: Matter
    department: Department
    due: dt.datetime | None

    @property
    def is_late(self) -> bool:
        """Whether the time to file it has passed."""
        return self.due is not None and self.due <= clock.now()

    @property
    def ended_on(self) -> dt.date:
        """The day on which the project came to its end."""
        return clock.day_of(self.project.entered_at)


def at_their_end() -> Q:
    """The matters that are projects and stand at their end; drafts given up never became one."""
    found = Q(pk__in=[])
    for kind, machine in MACHINES.items():
        if machine.IS_PROJECT:
            ends = [
                code
                for code, info in machine.STATES.items()
                if info.outcome in ENDS and info.phase != Phase.DRAFT
            ]
            found |= Q(kind=kind, state__in=ends)
    return found


@provision("A09", otherwise=())
def missing_projects(*, visible_to: Any = None, late_only: bool = False) -> Sequence[Missing]:
    """Every project at its end with each department that took part and has not filed it (第九条).

    The department that owns it took part, and every one that played a role in it. ``visible_to``
    narrows to what a user may know of, None asks for all. Four queries; the oldest end first.
    """
    rows = Matter.objects.filter(at_their_end())
    if visible_to is not None:
        rows = Matter.objects.visible_to(visible_to) & rows
    projects = {project.pk: project for project in rows.order_by("entered_at", "pk")}
    lacking = taking_part(projects.values()) - filed_by(projects)
    homes = Department.objects.in_bulk({home for _project, home in lacking})
    places = {pk: place for place, pk in enumerate(projects)}
    found = [
        Missing(projects[pk], homes[home], due_at_end(projects[pk]))
        for pk, home in sorted(lacking, key=lambda pair: (places[pair[0]], homes[pair[1]].position))
    ]
    return [one for one in found if one.is_late] if late_only else found


def due_at_end(project: Matter) -> dt.datetime | None:
    """The exclusive end of the time in which a project at its end is filed, None without an article."""
    return due_of(clock.day_of(project.entered_at).replace(day=1))


def taking_part(projects: Iterable[Matter]) -> set[tuple[int, int]]:
    """(project, department) of all that took part: the owner's, and those that played a role."""
    given = list(projects)
    roles = Involvement.objects.filter(
        matter__in=[project.pk for project in given], party__department__isnull=False
    )
    played = set(roles.values_list("matter", "party__department").distinct())
    return played | {(project.pk, project.owner_id) for project in given}


def filed_by(keys: Iterable[int]) -> set[tuple[int, int]]:
    """(project, department) of the projects that a department has in the archive."""
    wanted = list(keys)
    kept = Item.objects.filter(state__in=[Item.State.ACCEPTED, Item.State.DISPOSED])
    in_folder = kept.filter(folder__project__in=wanted).values_list("folder__project", "department")
    as_paper = kept.filter(document__matter__in=wanted).values_list(
        "document__matter", "department"
    )
    return set(in_folder.union(as_paper))
