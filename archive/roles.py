"""The parts that parties play in the archive (归档管理制度 第三、七、十条)."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.workflow.roles import CLOCK, NOBODY, RoleInfo

__all__ = [
    "ARCHIVIST",
    "BORROWER",
    "CLOCK",
    "CUSTODIAN",
    "HEAD",
    "INSPECTED",
    "LEADER",
    "NOBODY",
    "PANEL",
    "PUBLIC_KEEPER",
    "QUALITY",
    "QUALITY_HEAD",
    "SECRETARY_GENERAL",
    "SUPERVISOR",
    "VICE_CHAIR",
]

ARCHIVIST = RoleInfo("archivist", _("Archivist"), office=True)
"""The department's archivist (归档人), who prepares (第三条)."""
HEAD = RoleInfo("department_head", _("Head of department"), office=True, runs=True)
"""The head of the filing or borrowing department (部门负责人), who checks and approves (第三、七条)."""
CUSTODIAN = RoleInfo("custodian", _("Custodian"), office=True)
"""Who keeps the 秘密 and 机密 files and checks them again (归档保管人, 第三条)."""
SECRETARY_GENERAL = RoleInfo("secretary_general", _("Secretary general"), office=True)
VICE_CHAIR = RoleInfo("executive_vice_chair", _("Executive vice chair"), office=True)
LEADER = RoleInfo("leader", _("Secretary general or executive vice chair"), several=True)
"""Either of the two may approve the borrowing of a 机密 file (第十条)."""
BORROWER = RoleInfo("borrower", _("Borrower"))
QUALITY = RoleInfo("quality", _("Quality department"), office=True, runs=True)
"""Inspects in June and December (第六条)."""
QUALITY_HEAD = RoleInfo("quality_head", _("Head of the quality department"), office=True)
"""Releases what an inspection found and the incentive report (第二章之第十四、十五条)."""
INSPECTED = RoleInfo("inspected", _("Heads of the departments inspected"), several=True)
"""They may answer what was found in their departments before it is released."""
PUBLIC_KEEPER = RoleInfo("public_keeper", _("Department in charge of public files"))
"""The department to which 公开 files belong (归口部门, 第三条)."""
PANEL = RoleInfo("appraisal_panel", _("Appraisal panel"), several=True)
"""Heads of the filing departments, custodian and quality department appraise together (鉴定小组)."""
SUPERVISOR = RoleInfo("disposal_supervisor", _("Supervisor of the disposal"), office=True)
"""Who stands by when records are destroyed, and signs for it (监销人)."""
