"""The parts that parties play in a project."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.workflow.roles import (
    APPLICANT,
    CLOCK,
    COMMITTEE,
    COMMITTEE_SECRETARY,
    COUNCIL,
    COUNCIL_SECRETARY,
    EXPERT,
    NOBODY,
    SECRETARIAT,
    RoleInfo,
)

__all__ = [
    "APPLICANT",
    "CLOCK",
    "COMMITTEE",
    "COMMITTEE_SECRETARY",
    "COUNCIL",
    "COUNCIL_SECRETARY",
    "DRAFTING_GROUP",
    "EXPERT",
    "NOBODY",
    "ROLES",
    "SECRETARIAT",
]

DRAFTING_GROUP = RoleInfo("drafting_group", _("Drafting group"), sees_opinions=True)
ROLES = (
    APPLICANT,
    SECRETARIAT,
    COMMITTEE,
    COMMITTEE_SECRETARY,
    COUNCIL,
    COUNCIL_SECRETARY,
    DRAFTING_GROUP,
    EXPERT,
)
