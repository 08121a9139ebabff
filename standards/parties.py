"""Who may act in a project: predicates on (project, user), by the role the user's party plays."""

from __future__ import annotations

from typing import Any

from zsa_portal.people.standing import standing
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.machine import Role
from zsa_portal.workflow.queries import has_part


def plays(project: Any, user: Any, role: str) -> bool:
    """Whether the user stands behind a party that plays the role in this project today."""
    if user is None:
        return False
    keys = standing(user).parties
    return any(party.key in keys for party in project.involved.get(role, []))


def acts_for_applicant(project: Any, user: Any) -> bool:
    """People of the applicant organisation."""
    return user is not None and project.applicant_id in standing(user).organisations


@permission("F06a")
def acts_for_secretariat(project: Any, user: Any) -> bool:
    """Staff of the secretariat's owner department manage formulation (第六条).

    Not those who act for the applicant as well: nobody decides on the own application.
    """
    return plays(project, user, Role.SECRETARIAT) and not acts_for_applicant(project, user)


@permission("F06b")
def acts_for_committee(project: Any, user: Any) -> bool:
    """The secretary of the committee in charge, for projects of its own field only (第六条)."""
    return plays(project, user, Role.COMMITTEE_SECRETARY)


def acts_for_drafting_group(project: Any, user: Any) -> bool:
    """People on the project's drafting group."""
    return plays(project, user, Role.DRAFTING_GROUP)


@permission("F06a")
def records_for_council(project: Any, user: Any) -> bool:
    """The council's secretary records what the council decided; the council alone decides (第六条)."""
    return plays(project, user, Role.COUNCIL_SECRETARY)


def has_a_part(project: Any, user: Any) -> bool:
    """Staff, and people of any party of the project."""
    return has_part(project, user)
