"""Who may act for the 1字标: predicates on (matter, user), by the role the user's party plays."""

from __future__ import annotations

from typing import Any

from certification.one_mark import roles
from certification.parties import acts_for_applicant, has_a_part, has_no_interest
from zsa_portal.people.models import Department, DepartmentCode, Party
from zsa_portal.people.places import Places
from zsa_portal.people.queries import department
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.roles import RoleInfo

__all__ = [
    "acts_for_applicant",
    "acts_for_department",
    "decides",
    "has_a_part",
    "is_of_department",
    "offices",
]


@permission("R28b")
def is_in_charge(matter: Any, user: Any) -> bool:
    """1字标培育部 manages the bodies that test and certify, and the mark (手册 8.4.1)."""
    return plays(matter, user, [roles.DEPARTMENT])


@permission("R28a")
def heads_the_department(matter: Any, user: Any) -> bool:
    """The head of 1字标培育部 decides for the association (手册 8.4.2: 经批准后)."""
    return plays(matter, user, [roles.HEAD])


def acts_for_department(matter: Any, user: Any) -> bool:
    """The department's people without an interest in the matter."""
    return is_in_charge(matter, user) and has_no_interest(matter, user)


def decides(matter: Any, user: Any) -> bool:
    """The department's head, without an interest in the matter."""
    return heads_the_department(matter, user) and has_no_interest(matter, user)


acts_for_department.article = "R28b"  # type: ignore[attr-defined]
decides.article = "R28a"  # type: ignore[attr-defined]


def offices() -> tuple[Department, list[tuple[RoleInfo, Party]]]:
    """The department in charge, and the parts that it and its head play from the beginning."""
    owner = department(DepartmentCode.ONE_MARK)
    return owner, [
        (roles.DEPARTMENT, Party.of(owner)),
        (roles.HEAD, Party.of(owner, "head")),
    ]


def is_of_department(who: Places) -> bool:
    """Whether somebody with these places belongs to the department in charge."""
    return who.staff and DepartmentCode.ONE_MARK in who.departments
