"""What a project gives to the catalogue: its edition, and the announcement's decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from standards.publication.papers import FORMULATED, REGULATION
from zsa_portal.catalogue.announcements import announcement_data
from zsa_portal.catalogue.editions import Belonging, Described, edition_open
from zsa_portal.catalogue.numbering import edition_of

if TYPE_CHECKING:
    from standards.facts import Project
    from zsa_portal.catalogue.models import Announcement, Edition


def numbered(project: Project, announcement: Announcement) -> Edition:
    """Number a project's standard: the next running number, or the revised standard's own."""
    former = edition_of(project.revised_standard)
    revises = former is not None and project.purpose == project.Purpose.REVISION
    return edition_open(
        kind=FORMULATED,
        matter=project,
        announcement=announcement,
        described=described(project),
        to=former if revises else Belonging(project.field, project.committee),
    )


def described(project: Project) -> Described:
    """What the cover and the public page take over from a project."""
    return Described(
        title=project.title,
        title_en=project.title_en,
        ics=project.ics,
        ccs=project.ccs,
        proposer=project.applicant.name,
        drafting_units="\n".join(project.drafting_unit_names()),
        principal_drafters="、".join(_drafters(project)),
        abstract=project.scope,
    )


def _drafters(project: Project) -> list[str]:
    group = project.drafting_group
    if group is None:
        return []
    return list(group.seats.current().order_by("pk").values_list("user__name", flat=True))


def announced(announcement: Announcement, projects: Iterable[Project]) -> dict[str, Any]:
    """What the official document of these projects' announcement shows."""
    decisions = [one.approval_decision for one in projects if one.approval_decision is not None]
    return announcement_data(announcement, regulation=REGULATION, decisions=decisions)
