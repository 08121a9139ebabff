"""The parts that parties play in matters: data that a machine declares, and what follows of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations.registry import Unique


@dataclass(frozen=True)
class RoleInfo:
    """One part that a party plays in a matter; Involvement says which party plays which.

    Equal whatever language its label is read in.

    ``office``: who plays it carries the matter through, so nobody does for the own organisation's.
    ``runs``: the office that runs the procedure; it moderates what comes in and corrects.
    ``several``: several parties play it side by side; every other role has one party at a time.
    ``decides``: who sits on the party, or is it, helps to decide, and may have to be recused.
    ``keeps_ballots``: keeps the electors' lists and may strike electors.
    ``sees_ballots``: sees how far ballots are and their totals.
    ``sees_opinions``: sees what came in on a notice before it is published.
    """

    code: str
    label: str | Promise = field(compare=False)
    office: bool = False
    runs: bool = False
    several: bool = False
    decides: bool = False
    keeps_ballots: bool = False
    sees_ballots: bool = False
    sees_opinions: bool = False

    def __str__(self) -> str:
        return self.code


ROLES: Unique[RoleInfo] = Unique("role")
"""Every role that some machine declares, by code."""


def declare(roles: Iterable[RoleInfo]) -> None:
    """Take the roles of a machine in; machines may share a role, but not a code for two roles."""
    for role in roles:
        if ROLES.get(role.code) != role:
            ROLES.add(role.code, role)


def label_of(code: str) -> str:
    """What a role is called, also one that no machine declares any more."""
    return str(ROLES[code].label) if code in ROLES else code


APPLICANT = RoleInfo("applicant", _("Applicant"), sees_ballots=True)
SECRETARIAT = RoleInfo(
    "secretariat",
    _("Secretariat"),
    office=True,
    runs=True,
    keeps_ballots=True,
    sees_ballots=True,
    sees_opinions=True,
)
COMMITTEE = RoleInfo(
    "committee", _("Committee members"), decides=True, sees_ballots=True, sees_opinions=True
)
COMMITTEE_SECRETARY = RoleInfo(
    "committee_secretary",
    _("Committee secretary"),
    office=True,
    keeps_ballots=True,
    sees_ballots=True,
    sees_opinions=True,
)
COUNCIL = RoleInfo("council", _("Council members"), decides=True, sees_ballots=True)
COUNCIL_SECRETARY = RoleInfo(
    "council_secretary", _("Council secretary"), office=True, sees_ballots=True
)
EXPERT = RoleInfo("expert", _("Expert engaged"), several=True, decides=True)
CLOCK = RoleInfo("clock", _("Calendar"))
NOBODY = RoleInfo("nobody", _("Nobody"))
NO_PARTY = frozenset({CLOCK, NOBODY})
"""Holders of states in which no party has its turn."""
