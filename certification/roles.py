"""The parts that parties play in a recognition."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.workflow.roles import (
    APPLICANT,
    CLOCK,
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
    "COUNCIL",
    "COUNCIL_SECRETARY",
    "EXPERT",
    "NOBODY",
    "PANEL",
    "ROLES",
    "SECRETARIAT",
]

PANEL = RoleInfo("panel", _("Review panel"), decides=True, sees_ballots=True, sees_opinions=True)
"""The panel (评审委员会) that reviews, or the sub-committee of the field that does (第十一条)."""

ROLES = (APPLICANT, SECRETARIAT, PANEL, COUNCIL, COUNCIL_SECRETARY, EXPERT)
