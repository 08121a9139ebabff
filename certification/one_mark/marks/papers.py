"""The papers of a mark, and its official forms: certificate, notices (手册 0.4, 5.2)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.marks.states import WRITING
from certification.one_mark.parties import is_in_charge
from certification.one_mark.partners.papers import PROCEDURE
from zsa_portal.documents import access
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level

ADD_PAPERS = ("tab:papers", _("Add papers"))
MARK_IN_VIEW = ("later:overview", "papers")
"""What stands beside the forms of those who examine and grant a mark."""

paper = partial(
    access.paper,
    of="mark",
    by=(roles.APPLICANT,),
    readers=(roles.APPLICANT, roles.HEAD),
    states=WRITING,
)
REPORT = "certification.mark_test_report"
PRODUCT_CERTIFICATE = "certification.mark_product_certificate"
ATTACHMENT = "certification.mark_attachment"
paper(REPORT, _("Test report"))
paper(PRODUCT_CERTIFICATE, _("Product certificate"))
paper(ATTACHMENT, _("Other material on the product"), many=True)

EVIDENCE = Dossier(
    "certification.mark_evidence",
    _("Report and certificate"),
    rule="R28a",
    papers=(
        Paper(REPORT, _("Test report")),
        Paper(PRODUCT_CERTIFICATE, _("Product certificate")),
    ),
    states=WRITING,
    matters=("mark",),
)


def check_path(data: dict[str, Any]) -> str:
    """Where the QR code of a certificate leads: to the mark, whose state may change after it."""
    return reverse("certification:mark", args=[data["number"]])


CERTIFICATE = FormKind(
    "certification.mark_certificate",
    _("Certificate of authorisation of the 1字标"),
    "forms/mark_certificate.html",
    level=Level.PUBLIC,
    leads_to=check_path,
)
access.make_public(CERTIFICATE.key, Phase.PUBLISHED)
SUSPENSION = FormKind(
    "certification.mark_suspension",
    _("Notice that the 1字标 is suspended"),
    "forms/one_mark_notice.html",
    prefix="ZSA-1-ZT",
    level=Level.CONFIDENTIAL,
    sealed_by=is_in_charge,
)
WITHDRAWAL = FormKind(
    "certification.mark_withdrawal",
    _("Notice that the 1字标 is withdrawn"),
    "forms/one_mark_notice.html",
    prefix="ZSA-1-CX",
    level=Level.CONFIDENTIAL,
    sealed_by=is_in_charge,
)
for _key in (REPORT, PRODUCT_CERTIFICATE, ATTACHMENT, SUSPENSION.key, WITHDRAWAL.key):
    access.confide(_key, (roles.APPLICANT, roles.HEAD, roles.DEPARTMENT))
    classify({_key: PROCEDURE})

LAPSES = {
    "standard": "产品所依据的中关村标准已不是现行有效标准",
    "certificate": "产品认证证书有效期已届满",
    "term": "1字标使用授权有效期已届满",
    "partner": "出具产品认证证书的机构已不在1字标合作机构名录有效期内",
}
"""What the notice says of each thing that lapsed; official papers are Chinese."""


def certificate_data(mark: Any) -> dict[str, Any]:
    """What the certificate prints, of the authorisation that was just given."""
    given = mark.authorisation
    assert given is not None  # noqa: S101 - issued in the step that gives it
    return {
        "number": mark.number,
        "applicant": str(mark.applicant),
        "product": mark.title,
        "model": mark.model,
        "standard": given.edition.number,
        "standard_title": given.edition.title,
        "certifier": given.certifier.title,
        "certificate_number": given.certificate_number,
        "starts": str(given.starts),
        "ends": str(given.ends),
        "date": str(clock.today()),
    }


def suspension_data(mark: Any) -> dict[str, Any]:
    """The notice of a suspension that came by itself, with what lapsed."""
    reasons = "；".join(LAPSES[code] for code in mark.lapsed)
    said = (
        f"因{reasons}，根据1字标产品自愿认证的要求，自{_day(clock.today())}起暂停你单位下列产品的1字标使用"
        "授权。暂停期间，不得在产品及其包装、说明书和宣传材料上使用1字标。"
        "上述情形消除后，可在标准门户申请恢复，经审核予以恢复。"
    )
    return _notice(mark, said, [])


def withdrawal_data(mark: Any, reason: str) -> dict[str, Any]:
    """The notice of a withdrawal with its reason."""
    said = (
        f"经审核，决定自{_day(clock.today())}起撤销你单位下列产品的1字标使用授权，原使用授权证书同时失效。"
        "自撤销之日起，不得再使用1字标。"
    )
    return _notice(mark, said, [["撤销原因", reason]])


def _notice(mark: Any, said: str, more: list[list[str]]) -> dict[str, Any]:
    given = mark.authorisation
    assert given is not None  # noqa: S101 - only an authorised mark is suspended or withdrawn
    return {
        "to": str(mark.applicant),
        "paragraphs": [said],
        "facts": [
            ["授权编号", mark.number],
            ["产品名称", mark.title],
            ["规格型号", mark.model],
            ["依据标准", f"{given.edition.number} {given.edition.title}"],
            ["认证证书编号", given.certificate_number],
            *more,
        ],
        "date": str(clock.today()),
    }


def _day(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
