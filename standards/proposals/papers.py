"""The papers of a proposal and the official 标准项目建议书."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.papers import PARTIES, paper
from standards.states import S
from zsa_portal.documents.access import share
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.people.fields import TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from standards.facts import Project

PROPOSAL_FORM = FormKind(
    key="standards.proposal_form",
    title=_("Standard project proposal (annex 2)"),
    template="forms/proposal_form.html",
    prefix="JY",
    level=Level.RESTRICTED,
)

PROPOSING = (S.DRAFT_PROPOSAL, S.POLICY_RETURNED, S.PROPOSAL_RETURNED)
FILERS = (roles.APPLICANT, roles.COMMITTEE_SECRETARY)
FILING = (*PROPOSING, S.DOSSIER_FILING)
OUTLINE = "standards.standard_outline"
COMPARISON = "standards.comparison_report"
NOVELTY = "standards.novelty_report"
SEALED = "standards.sealed_proposal"

paper(OUTLINE, _("Draft of the standard (annex 3)"), by=FILERS, states=FILING)
paper(
    COMPARISON,
    _("Comparison report of key technical indicators"),
    by=FILERS,
    states=FILING,
)
paper(NOVELTY, _("Novelty search report"), by=FILERS, states=FILING)
paper(SEALED, _("Sealed scan of the proposal"), by=FILERS, states=FILING)
paper(
    "standards.proposal_attachment",
    _("Other material for the proposal"),
    by=FILERS,
    states=PROPOSING,
    many=True,
)
share(PROPOSAL_FORM.key, PARTIES)
classify(
    {
        PROPOSAL_FORM.key: "tc_service.project_proposals",
        SEALED: "tc_service.project_proposals",
        OUTLINE: "standards.standard_texts",
        COMPARISON: "tc_service.comparison_reports",
    }
)


def proposal_data(project: Project) -> dict[str, Any]:
    """What the 标准项目建议书 shows, frozen when the proposal is submitted."""
    names = (
        "title",
        "title_en",
        "purpose",
        "revised_standard",
        "supporting",
        "sub_field",
        "participants",
        "adopters",
        "leader",
        "leader_phone",
        "contact_person",
        "contact_phone",
        "contact_email",
        "contact_address",
        "patents",
        "patents_note",
        "justification",
        "scope",
        "related_standards",
        "safeguards",
        "ics",
        "ccs",
    )
    data: dict[str, Any] = {name: getattr(project, name) for name in names}
    return data | {
        "field": TechnicalField(project.field).label
        if project.field in TechnicalField.values
        else "",
        "planned_start": str(project.planned_start or ""),
        "planned_end": str(project.planned_end or ""),
        "applicant": str(project.applicant),
        "committee": project.committee.name if project.committee else "",
        "date": str(clock.today()),
    }
