"""Who appraises and who disposes: the panel (鉴定小组), those who approve, the two who sign."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from archive import roles
from zsa_portal.people.models import Department, DepartmentCode, Party, Post
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import department
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.interests import is_recused, plays
from zsa_portal.workflow.roles import RoleInfo

Appraisal = Any


@permission("A14c")
def approves_first(appraisal: Appraisal, user: Any) -> bool:
    """The secretary general approves what is disposed of (ours; 第十四条 is silent on approval)."""
    return plays(appraisal, user, [roles.SECRETARY_GENERAL])


@permission("A14c")
def approves_last(appraisal: Appraisal, user: Any) -> bool:
    """The executive vice chair approves the disposal of 机密 records (ours)."""
    return plays(appraisal, user, [roles.VICE_CHAIR])


@permission("A14c")
def supervises(appraisal: Appraisal, user: Any) -> bool:
    """The supervisor stands by when records are destroyed, and signs for it (监销人; ours)."""
    return plays(appraisal, user, [roles.SUPERVISOR])


def begun_with() -> list[tuple[RoleInfo, Party]]:
    """Those who have a part from the beginning: the custodian, who approves, who supervises."""
    quality = Party.of(department(DepartmentCode.QUALITY), "head")
    return [
        (roles.CUSTODIAN, Party.of_post(Post.CUSTODIAN)),
        (roles.SECRETARY_GENERAL, Party.of_post(Post.SECRETARY_GENERAL)),
        (roles.VICE_CHAIR, Party.of_post(Post.EXECUTIVE_VICE_CHAIR)),
        (roles.SUPERVISOR, quality),
    ]


def panel_for(homes: Collection[Department]) -> list[Party]:
    """The panel for records of departments: their heads, the custodian, the head of quality."""
    heads = Party.of_departments([home.pk for home in homes], "head")
    quality = Party.of(department(DepartmentCode.QUALITY), "head")
    found = [*heads.values(), Party.of_post(Post.CUSTODIAN), quality]
    return list({party.pk: party for party in found}.values())


def judges(party: Party, home: int) -> bool:
    """Whether a member of the panel judges the records of a department (its key).

    Heads judge those of their own; the custodian and the head of quality judge all.
    """
    if party.department is None or party.department.code == DepartmentCode.QUALITY:
        return True
    return party.department_id == home


def seats_of(appraisal: Appraisal, user: Any) -> list[Party]:
    """The members of the panel for which a user speaks: as itself, or standing in; not the recused."""
    if is_recused(appraisal, user):
        return []
    who = places_of(user)
    return [party for party in appraisal.parties(roles.PANEL) if party in who]


def takes_part(appraisal: Appraisal, user: Any) -> bool:
    """Whether a user reads every record's name: the custodian, quality, those who approve and sign."""
    everything = any(
        party.department is None or judges(party, 0) for party in seats_of(appraisal, user)
    )
    every = (roles.CUSTODIAN, roles.SECRETARY_GENERAL, roles.VICE_CHAIR, roles.SUPERVISOR)
    return everything or plays(appraisal, user, every)
