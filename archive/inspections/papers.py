"""The papers of an inspection: photographs of what was found, and the incentive report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.inspections.states import I
from zsa_portal.documents import access
from zsa_portal.documents.access import paper
from zsa_portal.documents.forms import FormKind
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.models import Level

INSPECTION = "inspection"
PHOTO = "archive.inspection_photo"
IMAGES = (".jpg", ".jpeg", ".png")

paper(
    PHOTO,
    _("Photograph of an inspection"),
    of=INSPECTION,
    by=[roles.QUALITY],
    readers=[roles.QUALITY, roles.QUALITY_HEAD],
    states=[I.INSPECTING],
    level=Level.RESTRICTED,
    many=True,
)

INCENTIVE_REPORT = FormKind(
    key="archive.incentive_report",
    title=_("Report on incomplete filing (归档未完成情况通报)"),
    template="forms/archive/incentive_report.html",
    prefix="GDTB",
    level=Level.RESTRICTED,
)
access.share(INCENTIVE_REPORT.key, [roles.QUALITY, roles.QUALITY_HEAD, roles.INSPECTED])

ANSWER_DAYS = Settable(
    "archive.inspection_answer_days",
    5,
    _("Days for a department to answer what an inspection found"),
    _("第六条 says nothing of answers; fairness asks for one before incentives are withheld."),
)
