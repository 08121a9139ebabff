"""The filing list (归档清单, 附件三) as an official paper, and to whom public files belong (第三条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive import roles
from zsa_portal.documents import access
from zsa_portal.documents.forms import FormKind
from zsa_portal.people.models import DepartmentCode
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.models import Level

FILING = "filing"
LIST_IN_VIEW = ("later:list",)
"""What stands beside the forms of those who sign a list or send it back."""
HEAD_IN_VIEW = ("lowered_levels", *LIST_IN_VIEW, "later:checks")
"""What stands beside the forms of the head, who approves lower levels (第十四条) and stores 公开."""
CUSTODY_IN_VIEW = ("later:list", "later:checks")
"""What stands beside the form while the custodian takes the material in."""
SIGNERS = (
    roles.ARCHIVIST,
    roles.HEAD,
    roles.CUSTODIAN,
    roles.SECRETARY_GENERAL,
    roles.VICE_CHAIR,
)
TITLE = _("Filing list (归档清单)")

FILING_LIST = FormKind(
    key="archive.filing_list",
    title=TITLE,
    template="forms/archive/filing_list.html",
    prefix="GD",
    level=Level.RESTRICTED,
    landscape=True,
    long_table="rows",
)
CONFIDENTIAL_LIST = FormKind(
    key="archive.filing_list_confidential",
    title=TITLE,
    template="forms/archive/filing_list.html",
    prefix="GDM",
    level=Level.CONFIDENTIAL,
    landscape=True,
    long_table="rows",
)
"""The list of a month with 机密 files: their names are as confidential as they are."""
access.share(FILING_LIST.key, SIGNERS)

PUBLIC_DEPARTMENT = Settable(
    "archive.public_department",
    str(DepartmentCode.GENERAL_MANAGEMENT),
    _("Department in charge of public files (code)"),
    _(
        "第三条 names 综合管理部 (general_management); annex 3 of the quality manual gives archives that "
        "are not secret to 创新发展部 (innovation)."
    ),
)
