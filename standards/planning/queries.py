"""What the screens read of project approval."""

from __future__ import annotations

from standards.models import Project
from standards.planning.papers import PROJECT_NOTICE
from standards.planning.rules import OBJECTIONS
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.queries import unresolved_by_matter
from zsa_portal.workflow.memo import remember


def with_objections(projects: list[Project]) -> list[Project]:
    """The projects with the open objections of their notices at hand; one query for all."""
    found: dict[int, list[Opinion]] = unresolved_by_matter(projects, PROJECT_NOTICE.code)
    for project in projects:
        remember(project, OBJECTIONS, found[project.pk])
    return projects
