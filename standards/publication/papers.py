"""The approval dossier, the announcement and the texts (制定 第二十五至三十四条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.catalogue.covers import rights_in_chinese
from standards.consultation.papers import REVIEW_DRAFT, REVIEW_EXPLANATION
from standards.drafting.papers import WRITERS
from standards.papers import PARTIES, paper
from standards.review.papers import REVIEW_MINUTES
from standards.states import S
from zsa_portal.ballots.decisions import COUNCIL, DecisionKind
from zsa_portal.documents.access import make_public, share
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.forms import FormKind
from zsa_portal.notices.papers import COMMENT_TABLE
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.rounds import since_return

if TYPE_CHECKING:
    from standards.catalogue.models import Announcement

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

for _kind, _title in TITLES.items():
    paper(_kind, _title, by=WRITERS, states=WRITING, many=_kind == OTHER)
for _kind in READ_BY_EXPERTS:
    share(_kind, (roles.EXPERT,), (S.EXPERT_CHECK,))
share(LICENCE_PAPER, PARTIES)

PUBLICATION = DecisionKind("standards.publication", _("Publication"), COUNCIL)
APPROVAL_DOSSIER = Dossier(
    key="standards.approval",
    title=_("Approval dossier (第二十五条)"),
    rule="F25",
    papers=(
        Paper(LETTER, TITLES[LETTER]),
        Paper(OVERVIEW, TITLES[OVERVIEW], required=False),
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

ANNOUNCEMENT_FORM = FormKind(
    key="standards.announcement",
    title=_("Announcement of standards"),
    template="forms/announcement.html",
    level=Level.PUBLIC,
)
make_public(ANNOUNCEMENT_FORM.key, Phase.PUBLISHED)


def announcement_data(announcement: Announcement) -> dict[str, Any]:
    """What the 发布公告 shows: document number, dates, decisions, and a row for each standard."""
    rows = announcement.editions.select_related("standard", "project").order_by("standard__running")
    projects = [row.project for row in rows if row.project is not None]
    decisions = {project.approval_decision for project in projects if project.approval_decision}
    return {
        "number": announcement.number,
        "title": announcement.title,
        "body": announcement.body,
        "published_on": str(announcement.published_on),
        "implemented_on": str(announcement.implemented_on),
        "date": str(clock.day_of(announcement.issued_at)),
        "rights": rights_in_chinese(),
        "decisions": [
            {"number": made.number, "decided_on": str(made.decided_on)}
            for made in sorted(decisions, key=lambda made: made.pk)
        ],
        "rows": [
            {
                "number": row.number,
                "title": row.title,
                "title_en": row.title_en,
                "replaces": row.replaces.number if row.replaces else "",
            }
            for row in rows
        ],
    }
