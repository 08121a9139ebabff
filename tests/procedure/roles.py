"""The parts that parties play in the example procedure."""

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
    "EXPERT",
    "NOBODY",
    "ROLES",
    "SECRETARIAT",
    "WRITERS",
]

WRITERS = RoleInfo("writers", "Writers", sees_opinions=True)
ROLES = (
    APPLICANT,
    SECRETARIAT,
    COMMITTEE,
    COMMITTEE_SECRETARY,
    COUNCIL,
    COUNCIL_SECRETARY,
    EXPERT,
    WRITERS,
)
