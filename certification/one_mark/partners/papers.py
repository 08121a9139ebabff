"""The papers of a partner, and the official forms about it (手册 8.4.2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.parties import is_in_charge
from certification.one_mark.partners.states import WRITING, S
from zsa_portal.documents import access
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.kinds import chinese
from zsa_portal.documents.levels import classify
from zsa_portal.people.fields import TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from certification.one_mark.partners.models import Partner

ADD_PAPERS = ("tab:papers", _("Add papers"))
PARTNER_IN_VIEW = ("later:overview", "papers")
"""What stands beside the forms of those who evaluate a partner and list it."""
OPEN = (*WRITING, S.REEVALUATION, S.LAPSED)
"""The states in which the partner's qualification is written and its papers are added."""

paper = partial(
    access.paper,
    of="partner",
    by=(roles.ENTERING, roles.APPLICANT, roles.DEPARTMENT),
    readers=(roles.APPLICANT, roles.ENTERING, roles.HEAD),
    states=OPEN,
)

ACCREDITATION = "certification.partner_accreditation"
LICENCE = "certification.partner_licence"
ATTACHMENT = "certification.partner_attachment"

paper(ACCREDITATION, _("Accreditation or approval certificate with its scope"))
paper(LICENCE, _("Business licence or certificate of legal personality"))
paper(ATTACHMENT, _("Other material on the partner"), many=True)

QUALIFICATION = Dossier(
    "certification.partner_qualification",
    _("Papers of the qualification"),
    rule="R28b",
    papers=(
        Paper(ACCREDITATION, _("Accreditation or approval certificate with its scope")),
        Paper(LICENCE, _("Business licence or certificate of legal personality")),
    ),
    states=OPEN,
    matters=("partner",),
)

POINTS = {
    "accreditation": _("The accreditation is genuine and valid"),
    "scope": _("Its scope covers the fields and standards asked for"),
    "impartiality": _("It is independent of those whose products it tests or certifies"),
    "performance": _("Its reports and certificates so far gave no cause for complaint"),
}
"""What every evaluation asks (手册 8.4.1: 评价、选择、绩效监视以及再评价的准则; the points are ours)."""

EVALUATION = FormKind(
    "certification.partner_evaluation",
    _("Evaluation of a partner"),
    "forms/partner_evaluation.html",
    prefix="ZSA-1-PJ",
    level=Level.CONFIDENTIAL,
    sealed_by=is_in_charge,
)
LETTER = FormKind(
    "certification.partner_letter",
    _("Approval letter of a partner"),
    "forms/partner_letter.html",
    prefix="ZSA-1-HZ",
    level=Level.CONFIDENTIAL,
    sealed_by=is_in_charge,
)
DELISTING = FormKind(
    "certification.partner_delisting",
    _("Notice that a partner is delisted"),
    "forms/one_mark_notice.html",
    prefix="ZSA-1-CM",
    level=Level.CONFIDENTIAL,
    sealed_by=is_in_charge,
)
PROCEDURE = "one_mark.procedure"
"""1字标开展工作相关流程文件 are 机密 (附件二): those who take part in the procedure still read them."""
for _key in (ACCREDITATION, LICENCE, ATTACHMENT):
    access.confide(_key, (roles.APPLICANT, roles.ENTERING, roles.HEAD, roles.DEPARTMENT))
for _kind in (LETTER, DELISTING):
    access.confide(_kind.key, (roles.APPLICANT, roles.HEAD, roles.DEPARTMENT))
access.confide(EVALUATION.key, (roles.HEAD, roles.DEPARTMENT))
classify(
    dict.fromkeys(
        (ACCREDITATION, LICENCE, ATTACHMENT, EVALUATION.key, LETTER.key, DELISTING.key), PROCEDURE
    )
)


def partner_data(partner: Partner) -> dict[str, Any]:
    """What every paper about a partner prints of it."""
    return {
        "partner": partner.title,
        "number": partner.number,
        "works_as": chinese(partner.work.label),
        "accreditation_number": partner.accreditation_number,
        "accreditation_issuer": partner.accreditation_issuer,
        "accredited_until": str(partner.accredited_until),
        "fields": [chinese(TechnicalField(code).label) for code in partner.fields],
        "standards": [str(one) for one in partner.standards.order_by("running")],
        "scope": partner.scope,
        "date": str(clock.today()),
    }


def delisting_data(partner: Any, reason: str) -> dict[str, Any]:
    """The notice that a partner is delisted, in the words of the association."""
    today = clock.today()
    said = (
        f"经研究，决定自{today.year}年{today.month}月{today.day}日起将你单位移出1字标合作机构名录。"
        "移出之日起，你单位出具的检测报告和认证证书不再作为1字标使用授权的依据；"
        "移出前在列入期间出具的，其日期效力不变。"
    )
    return {
        "to": partner.title,
        "paragraphs": [said],
        "facts": [
            ["机构编号", partner.number],
            ["机构类别", chinese(partner.work.label)],
            ["移出原因", reason],
        ],
        "date": str(today),
    }
