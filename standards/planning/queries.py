"""What the screens read of project approval."""

from __future__ import annotations

from standards.models import Project
from standards.planning.papers import FILING_DOSSIER, PROJECT_NOTICE
from standards.planning.rules import COUNCIL_IS_THERE, OBJECTIONS
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.queries import unresolved_by_matter
from zsa_portal.people.models import Body
from zsa_portal.workflow.memo import remember


def with_filing_dossiers(projects: list[Project]) -> None:
    """Read the papers of the projects' filing dossiers at once; two queries."""
    FILING_DOSSIER.read(projects)


def with_what_goes_to_the_council(projects: list[Project]) -> None:
    """Read at once what is asked before the projects go to the council; five queries."""
    with_objections(projects)
    FILING_DOSSIER.read(projects)
    is_there = Body.objects.existing().filter(kind=Body.Kind.COUNCIL).exists()
    for project in projects:
        remember(project, COUNCIL_IS_THERE, is_there)


def with_objections(projects: list[Project]) -> list[Project]:
    """The projects with the open objections of their notices at hand; one query for all."""
    found: dict[int, list[Opinion]] = unresolved_by_matter(projects, PROJECT_NOTICE.code)
    for project in projects:
        remember(project, OBJECTIONS, found[project.pk])
    return projects
