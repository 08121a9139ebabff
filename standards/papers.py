"""What holds for the papers of every process of a project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from zsa_portal.ballots.papers import BALLOT_RESULT, RESOLUTION
from zsa_portal.documents import access
from zsa_portal.documents.kinds import chinese
from zsa_portal.notices.papers import COMMENT_TABLE
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from standards.facts import Project

SUMMARY_TEMPLATE = "forms/summary.html"
"""Of annexes 1 and 4: the same table, once with the proposal and once with the standard."""

ADD_PAPERS = ("tab:papers", _("Add papers"))
"""Where a step's missing papers are added."""

PARTIES = (
    roles.APPLICANT,
    roles.COMMITTEE,
    roles.COMMITTEE_SECRETARY,
    roles.COUNCIL,
    roles.COUNCIL_SECRETARY,
    roles.DRAFTING_GROUP,
)

paper = partial(access.paper, of="project", readers=PARTIES)
"""A project's paper, which its parties read unless the declaration says who does."""

access.share(COMMENT_TABLE.key, PARTIES)
access.share(BALLOT_RESULT.key, (roles.COMMITTEE, roles.COMMITTEE_SECRETARY))
access.share(
    RESOLUTION,
    (roles.COUNCIL, roles.COUNCIL_SECRETARY, roles.COMMITTEE, roles.COMMITTEE_SECRETARY),
)


def purpose_in_chinese(project: Project) -> str:
    """制定 or 修订, as official forms say what a project is for."""
    return chinese(project.Purpose(project.purpose).label)


def summary_data(project: Project, *, units: Sequence[str]) -> dict[str, Any]:
    """What a 汇总表 shows: one row with the project, its term, its committee and who drafts it.

    ``units`` are the names of the drafting organisations, the first one first.
    """
    return {
        "date": str(clock.today()),
        "committee": project.committee.name if project.committee else "",
        "rows": [
            {
                "number": project.plan_number,
                "title": project.title,
                "purpose": purpose_in_chinese(project),
                "replaces": project.revised_standard,
                "ends": str(project.plan_ends or project.planned_end or ""),
                "committee": project.committee.name if project.committee else "",
                "units": list(units),
            }
        ],
    }


IN_VIEW = ("tab:overview", "papers")
"""What stands beside the forms of those who judge a project: its proposal, papers and draft."""
