"""The papers of drafting and of the consultation's dossier (制定 第十八至二十一条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.drafting.explanation import EXPLANATION_TEMPLATE
from standards.papers import PARTIES, SUMMARY_TEMPLATE, paper, summary_data
from standards.states import S
from zsa_portal.ballots.decisions import Decider, DecisionKind
from zsa_portal.ballots.majorities import ShareOfSeats
from zsa_portal.documents.access import share
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from standards.facts import Project

WRITERS = (roles.DRAFTING_GROUP,)
WRITING = (S.DRAFTING, S.ENQUIRY_READY)
WORKING_DRAFT = "standards.working_draft"
SUMMARY = "standards.standard_summary"
ENQUIRY_DRAFT = "standards.enquiry_draft"
EXPLANATION = "standards.drafting_explanation"
OTHER = "standards.enquiry_other"

paper(WORKING_DRAFT, _("Draft version"), by=WRITERS, states=[S.DRAFTING])
classify({WORKING_DRAFT: "standards.standard_texts"})
paper(SUMMARY, _("Own summary of the standard (annex 4)"), by=WRITERS, states=WRITING)
paper(
    ENQUIRY_DRAFT,
    _("Consultation draft (征求意见稿)"),
    by=WRITERS,
    states=WRITING,
    level=Level.PUBLIC,
    public=[Phase.NOTICE],
)
paper(
    EXPLANATION,
    _("Drafting explanation (annex 5)"),
    by=WRITERS,
    states=WRITING,
    level=Level.PUBLIC,
    public=[Phase.NOTICE],
    template=EXPLANATION_TEMPLATE,
)
paper(OTHER, _("Other material for the consultation"), by=WRITERS, states=WRITING, many=True)

SUMMARY_FORM = FormKind(
    key="standards.standard_summary_form",
    title=_("Summary of the standard (annex 4)"),
    template=SUMMARY_TEMPLATE,
    prefix="BZ",
    level=Level.RESTRICTED,
    landscape=True,
)
share(SUMMARY_FORM.key, PARTIES)


def standard_summary_data(project: Project) -> dict[str, Any]:
    """What the 标准汇总表 shows: the project with the organisations that draft it, the lead first."""
    row = summary_data(project, units=project.drafting_unit_names())
    return {"annex": "附件4", "heading": "标准汇总表"} | row


COMMITTEE_AGREEMENT = Settable(
    "committee.agreement",
    (1, 1),
    _("The committee agrees on a draft when at least this share of all who sit on it is in favour"),
    _(
        "Article 20 of the formulation rules asks for agreement (协调一致) and names no majority; "
        "members who are recused are left out."
    ),
)
AGREEMENT = DecisionKind(
    "standards.draft_agreement",
    _("Committee agreement on the draft"),
    Decider(
        lambda project: project.committee,
        not_approved=_("The committee's agreement on the draft is not recorded."),
        not_refused="",
        majority=ShareOfSeats(COMMITTEE_AGREEMENT.value),
    ),
    rule="F20a",
)
ENQUIRY_DOSSIER = Dossier(
    key="standards.enquiry",
    title=_("Consultation papers (第二十一条)"),
    rule="F21",
    papers=(
        Paper(
            SUMMARY_FORM.key,
            _("Summary of the standard (annex 4)"),
            any_of=(SUMMARY_FORM.key, SUMMARY),
        ),
        Paper(ENQUIRY_DRAFT, _("Consultation draft (征求意见稿)")),
        Paper(EXPLANATION, _("Drafting explanation (annex 5)")),
        Paper(OTHER, _("Other material"), required=False),
    ),
)
