"""The approval dossier, the announcement and the texts (制定 第二十五至三十四条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.consultation.papers import REVIEW_DRAFT, REVIEW_EXPLANATION
from standards.drafting.explanation import EXPLANATION_TEMPLATE
from standards.drafting.papers import WRITERS
from standards.papers import PARTIES, paper
from standards.review.papers import REVIEW_MINUTES
from standards.states import S
from zsa_portal.ballots.decisions import COUNCIL, DecisionKind
from zsa_portal.catalogue.kinds import EditionKind
from zsa_portal.documents.access import share
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.levels import classify
from zsa_portal.notices.papers import COMMENT_TABLE
from zsa_portal.workflow.rounds import since_return

WRITING = (S.REVIEW_PASSED, S.APPROVAL_RETURNED)
LETTER = "standards.approval_letter"
OVERVIEW = "standards.approval_overview"
DRAFT = "standards.approval_draft"
EXPLANATION = "standards.approval_explanation"
TABLE_PAPER = "standards.comment_table_paper"
PATENT_REPORT = "standards.patent_report"
OTHER = "standards.approval_other"
TITLES = {
    LETTER: _("Submission letter (报送函)"),
    OVERVIEW: _("Overview of the project for approval (annex 6)"),
    DRAFT: _("Approval draft (报批稿)"),
    EXPLANATION: _("Drafting explanation for approval"),
    TABLE_PAPER: _("Table of comments and their handling (annex 7)"),
    PATENT_REPORT: _("Statement on intellectual property and its handling"),
    OTHER: _("Other material for approval"),
}
LICENCE_PAPER = "standards.licensing_declaration"
READ_BY_EXPERTS = (
    *TITLES,
    LICENCE_PAPER,
    COMMENT_TABLE.key,
    REVIEW_DRAFT,
    REVIEW_EXPLANATION,
)

TEMPLATES = {EXPLANATION: EXPLANATION_TEMPLATE}
for _kind, _title in TITLES.items():
    paper(
        _kind,
        _title,
        by=WRITERS,
        states=WRITING,
        many=_kind == OTHER,
        settled=_kind == DRAFT,
        template=TEMPLATES.get(_kind),
    )
for _kind in READ_BY_EXPERTS:
    share(_kind, (roles.EXPERT,), (S.EXPERT_CHECK,))
share(LICENCE_PAPER, PARTIES)
classify({DRAFT: "tc_service.approval_drafts"})

PUBLICATION = DecisionKind("standards.publication", _("Publication"), COUNCIL, "F06a")
APPROVAL_DOSSIER = Dossier(
    key="standards.approval",
    title=_("Approval dossier (第二十五条)"),
    rule="F25",
    papers=(
        Paper(LETTER, TITLES[LETTER]),
        Paper(OVERVIEW, TITLES[OVERVIEW], required=False, where_applicable=True),
        Paper(DRAFT, TITLES[DRAFT]),
        Paper(EXPLANATION, TITLES[EXPLANATION]),
        Paper(
            COMMENT_TABLE.key,
            TITLES[TABLE_PAPER],
            any_of=(COMMENT_TABLE.key, TABLE_PAPER),
            carried=True,
        ),
        Paper(REVIEW_MINUTES.key, _("Minutes of the review meeting (annex 8)"), carried=True),
        Paper(PATENT_REPORT, TITLES[PATENT_REPORT]),
        Paper(OTHER, _("Other material"), required=False),
    ),
    states=(*WRITING, S.APPROVAL_DRAFT_READY, S.EXPERT_CHECK, S.COUNCIL_APPROVAL),
    matters=("project",),
    since=since_return(S.APPROVAL_RETURNED, S.EXPERT_CHECK, S.COUNCIL_APPROVAL),
)

FORMULATED = EditionKind("standards.formulated", _("Formulated by the association"))
REGULATION = "中关村标准制定管理办法（试行）"
"""By which these standards are published, as their announcement names it."""
