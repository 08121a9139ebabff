"""Projects at their end that a department has not filed (第九条)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from archive.filing.collecting.numbering import STAND
from archive.filing.times import due_of
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision
from zsa_portal.ui.conditions import Condition, of_keys
from zsa_portal.ui.prepared import prepared_rows
from zsa_portal.workflow.machine import MACHINES, Phase
from zsa_portal.workflow.models import Involvement, Matter

ENDS = ("done", "ended")
Pairs = set[tuple[int, int]]
"""Projects and departments, by their keys."""
UNFILED = """
SELECT pair.project, pair.home FROM unnest($1, $2) AS pair (project, home)
 WHERE NOT EXISTS (
   SELECT FROM archive_folder folder
    WHERE folder.project_id = pair.project AND EXISTS (
      SELECT FROM archive_item record
       WHERE record.folder_id = folder.id AND record.department_id = pair.home
         AND record.state = ANY($3) OFFSET 0) OFFSET 0)
   AND NOT EXISTS (
   SELECT FROM zsa_documents_document paper
    WHERE paper.matter_id = pair.project AND EXISTS (
      SELECT FROM archive_item record
       WHERE record.document_id = paper.id AND record.department_id = pair.home
         AND record.state = ANY($3) OFFSET 0) OFFSET 0)
"""


@dataclass(frozen=True)
class Missing:
    """A project at its end, and one department that took part and has no accepted filing of it.

    ``due`` is the exclusive end of the time in which that department files it; ``is_shared`` is
    whether other departments took part besides.
    """

    project: Matter
    department: Department
    due: dt.datetime | None
    is_shared: bool = False

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
def missing_projects(
    *, visible_to: Any = None, late_only: bool = False, among: Collection[int] | None = None
) -> Sequence[Missing]:
    """Every project at its end with each department that took part and has not filed it (第九条).

    The department that owns it took part, and every one that played a role in it. ``visible_to``
    narrows to what a user may know of, None asks for all; ``among`` to projects of these keys. Five
    queries; the oldest end first.
    """
    rows = Matter.objects.filter(at_their_end())
    if among is not None:
        rows = rows.filter(of_keys(list(among)))
    if visible_to is not None:
        rows = Matter.objects.visible_to(visible_to) & rows
    pairs = taking_part(dict(rows.order_by().values_list("pk", "owner")))
    homes_of = Counter(project for project, _home in pairs)
    lacking = unfiled(pairs)
    projects = Matter.objects.in_bulk({project for project, _home in lacking})
    homes = Department.objects.in_bulk({home for _project, home in lacking})
    found = [
        Missing(projects[pk], homes[home], due_at_end(projects[pk]), homes_of[pk] > 1)
        for pk, home in lacking
    ]
    found.sort(key=lambda one: (one.project.entered_at, one.project.pk, one.department.position))
    return [one for one in found if one.is_late] if late_only else found


def due_at_end(project: Matter) -> dt.datetime | None:
    """The exclusive end of the time in which a project at its end is filed, None without an article."""
    return due_of(clock.day_of(project.entered_at).replace(day=1))


def taking_part(owners: Mapping[int, int]) -> Pairs:
    """(project, department) of all that took part: the owner's, and those that played a role.

    ``owners`` are the projects, by their keys, and the department that owns each. One query.
    """
    of_these = Condition("{matter} = ANY(%s::bigint[])", [list(owners)], matter="matter_id")
    roles = Involvement.objects.filter(of_these, party__department__isnull=False).order_by()
    return {*owners.items(), *roles.values_list("matter", "party__department").distinct()}


def unfiled(pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Those (project, department) of which nothing came into the archive; one query.

    A record is of a project by its folder or by its paper; what was disposed of since had been filed.
    """
    asked = sorted(pairs)
    projects, homes = [one[0] for one in asked], [one[1] for one in asked]
    types = "bigint[], bigint[], varchar[]"
    return {(row[0], row[1]) for row in prepared_rows(UNFILED, types, projects, homes, list(STAND))}
