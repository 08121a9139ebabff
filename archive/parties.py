"""Who may act in the archive: predicates on (matter, user), by the role the user's party plays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from archive import roles
from zsa_portal.people.models import Department, Party, Post
from zsa_portal.people.places import Places, places_of
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.roles import RoleInfo

LEADERS = (Post.EXECUTIVE_VICE_CHAIR, Post.SECRETARY_GENERAL)
"""Either of the two approves that 机密 records are opened to somebody (第十、十三条)."""


@permission("A03a")
def prepares(matter: Any, user: Any) -> bool:
    """The department's archivist prepares what is filed (第三条)."""
    return plays(matter, user, [roles.ARCHIVIST])


@permission("A03a")
def heads_department(matter: Any, user: Any) -> bool:
    """The head of the department checks or approves (第三、七、十条)."""
    return plays(matter, user, [roles.HEAD])


@permission("A03b")
def keeps_archive(matter: Any, user: Any) -> bool:
    """The custodian keeps the 秘密 and 机密 files (第三条)."""
    return plays(matter, user, [roles.CUSTODIAN])


@permission("A08e")
def signs_first(matter: Any, user: Any) -> bool:
    """The secretary general signs the filing list (附件三)."""
    return plays(matter, user, [roles.SECRETARY_GENERAL])


@permission("A08e")
def signs_last(matter: Any, user: Any) -> bool:
    """The executive vice chair signs the filing list (附件三)."""
    return plays(matter, user, [roles.VICE_CHAIR])


@permission("A06b")
def inspects(matter: Any, user: Any) -> bool:
    """The quality department inspects in June and December (第六条)."""
    return plays(matter, user, [roles.QUALITY])


@permission("A15")
def releases_inspection(matter: Any, user: Any) -> bool:
    """The head of the quality department releases what was found (附则 第十四、十五条)."""
    return plays(matter, user, [roles.QUALITY_HEAD])


def offices_of(department: Department) -> list[tuple[RoleInfo, Party]]:
    """The parts that a department's archivist, its head and the custodian play from the beginning."""
    return offices_of_each([department.pk])[department.pk]


def offices_of_each(ids: Collection[int]) -> Mapping[int, list[tuple[RoleInfo, Party]]]:
    """The parts played from the beginning, by the department's id; a fixed number of queries."""
    homes = Party.of_departments(ids, "archivist", "head")
    posts = [
        (roles.CUSTODIAN, Party.of_post(Post.CUSTODIAN)),
        (roles.SECRETARY_GENERAL, Party.of_post(Post.SECRETARY_GENERAL)),
        (roles.VICE_CHAIR, Party.of_post(Post.EXECUTIVE_VICE_CHAIR)),
    ]
    return {
        pk: [(roles.ARCHIVIST, homes[pk, "archivist"]), (roles.HEAD, homes[pk, "head"]), *posts]
        for pk in ids
    }


def holds_custody(who: Places) -> bool:
    """Whether somebody holds the post of the custodian, or stands in for who does."""
    return f"post:{Post.CUSTODIAN}" in who.parties


def is_custodian(user: Any) -> bool:
    """The same of a user."""
    return holds_custody(places_of(user))


def leads(who: Places) -> bool:
    """Whether somebody is secretary general or executive vice chair, or stands in for who is."""
    return any(f"post:{post}" in who.parties for post in LEADERS)


def is_leader(user: Any) -> bool:
    """The same of a user."""
    return leads(places_of(user))
