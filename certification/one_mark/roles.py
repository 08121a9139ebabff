"""The parts that parties play in the 1字标: its department, the department's head, those who apply."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.workflow.roles import APPLICANT, CLOCK, NOBODY, RoleInfo

__all__ = [
    "APPLICANT",
    "CLOCK",
    "DEPARTMENT",
    "ENTERING",
    "HEAD",
    "NOBODY",
    "PARTNER_ROLES",
    "ROLES",
]

DEPARTMENT = RoleInfo("one_mark", _("1字标 department"), office=True, runs=True, decides=True)
"""1字标培育部, which builds up and keeps the system of partners and grants the mark (手册 8.4)."""

HEAD = RoleInfo("one_mark_head", _("Head of the 1字标 department"), office=True, decides=True)
ENTERING = RoleInfo("entering", _("Who enters the partner"))
"""The organisation that applies, or the department that enters it."""

ROLES = (APPLICANT, DEPARTMENT, HEAD)
PARTNER_ROLES = (*ROLES, ENTERING)
