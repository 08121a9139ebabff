"""The papers of drafting and of the consultation's dossier (制定 第十八至二十一条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.papers import paper
from standards.states import S
from zsa_portal.ballots.decisions import Decider, DecisionKind
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level

WRITERS = (roles.DRAFTING_GROUP,)
WRITING = (S.DRAFTING, S.ENQUIRY_READY)

paper("working_draft", _("Draft version"), by=WRITERS, states=[S.DRAFTING])
paper("standard_summary", _("Summary of the standard (annex 4)"), by=WRITERS, states=WRITING)
paper(
    "enquiry_draft",
    _("Consultation draft (征求意见稿)"),
    by=WRITERS,
    states=WRITING,
    level=Level.PUBLIC,
    public=[Phase.NOTICE],
)
paper(
    "drafting_explanation",
    _("Drafting explanation (annex 5)"),
    by=WRITERS,
    states=WRITING,
    level=Level.PUBLIC,
    public=[Phase.NOTICE],
)
paper(
    "enquiry_other", _("Other material for the consultation"), by=WRITERS, states=WRITING, many=True
)

AGREEMENT = DecisionKind(
    "standards.draft_agreement",
    _("Committee agreement on the draft"),
    Decider(
        lambda project: project.committee,
        not_approved=_("The committee's agreement on the draft is not recorded."),
        not_refused="",
    ),
)
ENQUIRY_DOSSIER = Dossier(
    key="enquiry",
    title=_("Consultation papers (第二十一条)"),
    rule="F21",
    papers=(
        Paper("standard_summary", _("Summary of the standard (annex 4)")),
        Paper("enquiry_draft", _("Consultation draft (征求意见稿)")),
        Paper("drafting_explanation", _("Drafting explanation (annex 5)")),
        Paper("enquiry_other", _("Other material"), required=False),
    ),
)
