"""The public consultation and its papers (制定 第二十至二十二条)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.drafting.explanation import EXPLANATION_TEMPLATE
from standards.drafting.papers import ENQUIRY_DRAFT, EXPLANATION, WRITERS
from standards.papers import paper
from standards.planning.papers import summary_of
from standards.states import S
from zsa_portal.documents.levels import classify
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.papers import PUBLIC_NOTICE, comment_table_data
from zsa_portal.people.models import Seat
from zsa_portal.regulations.rule import Days

CONSULTATION_TIME = Days(30, rule="F20a")

ENQUIRY = NoticeKind(
    "standards.enquiry",
    _("Public consultation"),
    period=CONSULTATION_TIME,
    form=PUBLIC_NOTICE,
    opinion_label=_("Comment"),
    with_clauses=True,
    roles=(roles.DRAFTING_GROUP,),
    answer_states=(S.ENQUIRY_CLOSED,),
    open_states=(S.ENQUIRY_OPEN,),
    summary=summary_of,
    papers=(ENQUIRY_DRAFT, EXPLANATION),
)

REWORKING = (S.ENQUIRY_CLOSED, S.REVIEW_FAILED)
REVIEW_DRAFT = "standards.review_draft"
REVIEW_EXPLANATION = "standards.review_explanation"

paper(REVIEW_DRAFT, _("Review draft (送审稿)"), by=WRITERS, states=REWORKING)
classify({REVIEW_DRAFT: "standards.standard_texts"})
paper(
    REVIEW_EXPLANATION,
    _("Drafting explanation for the review"),
    by=WRITERS,
    states=REWORKING,
    template=EXPLANATION_TEMPLATE,
)


def comment_table_of(project: Any) -> dict[str, Any]:
    """What the 征求意见汇总处理表 shows, with the lead organisation and the project's contact."""
    lead = project.drafting_group.seats.current().filter(role=Seat.Role.LEAD).first()
    return comment_table_data(
        project,
        unit=lead.organisation.name if lead and lead.organisation else project.applicant.name,
        handler=project.contact_person,
        phone=project.contact_phone,
    )
