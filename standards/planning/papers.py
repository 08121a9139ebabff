"""Papers, notice, ballot and decision of project approval (制定 第十三至十五条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.papers import PARTIES, SUMMARY_TEMPLATE, paper, purpose_in_chinese, summary_data
from standards.proposals.papers import COMPARISON, NOVELTY, OUTLINE, PROPOSAL_FORM, SEALED
from standards.states import S
from zsa_portal.ballots.decisions import COUNCIL, DecisionKind
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.documents.access import share
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.papers import PUBLIC_NOTICE
from zsa_portal.regulations.rule import Base, Days, Months, Threshold
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.rounds import since_return

if TYPE_CHECKING:
    from standards.facts import Project
    from standards.planning.records import WorkPlan

APPROVAL_MAJORITY = Threshold(3, 4, of=Base.ALL_MEMBERS, rule="F13a")
APPROVAL_NOTICE_TIME = Days(15, rule="F14b")
DRAFTING_TIME = Months(6, rule="F27a")


def summary_of(project: Any) -> str:
    """What a notice says of a project: its scope and main technical content."""
    return str(project.scope)


OFFICE = (roles.COMMITTEE_SECRETARY,)
FILING_LETTER = "standards.filing_letter"
SUMMARY = "standards.proposal_summary"
OTHER = "standards.filing_other"

paper(FILING_LETTER, _("Filing letter (报送函)"), by=OFFICE, states=[S.DOSSIER_FILING])
paper(
    SUMMARY,
    _("Own summary of project proposals (annex 1)"),
    by=OFFICE,
    states=[S.DOSSIER_FILING],
)
paper(
    OTHER,
    _("Other material of the filing"),
    by=OFFICE,
    states=[S.DOSSIER_FILING],
    many=True,
)

SUMMARY_FORM = FormKind(
    key="standards.proposal_summary_form",
    title=_("Summary of project proposals (annex 1)"),
    template=SUMMARY_TEMPLATE,
    prefix="HZ",
    level=Level.RESTRICTED,
    landscape=True,
)
share(SUMMARY_FORM.key, PARTIES)


def proposal_summary_data(project: Project) -> dict[str, Any]:
    """What the 标准项目建议汇总表 shows: the project with the applicant and those who take part."""
    units = [
        str(project.applicant),
        *filter(None, map(str.strip, project.participants.split("\n"))),
    ]
    return {"annex": "附件1", "heading": "标准项目建议汇总表"} | summary_data(project, units=units)


FILING_DOSSIER = Dossier(
    key="standards.filing",
    title=_("Filing dossier (第十三条)"),
    rule="F13b",
    papers=(
        Paper(FILING_LETTER, _("Filing letter (报送函)")),
        Paper(
            SUMMARY_FORM.key,
            _("Summary of project proposals (annex 1)"),
            any_of=(SUMMARY_FORM.key, SUMMARY),
        ),
        Paper(PROPOSAL_FORM.key, _("Standard project proposal (annex 2)")),
        Paper(
            SEALED, _("Sealed scan of the proposal"), required=False, expected=True, carried=True
        ),
        Paper(OUTLINE, _("Draft of the standard (annex 3)")),
        Paper(BALLOT_RESULT.key, _("Evidence of the ballot")),
        Paper(
            COMPARISON,
            _("Comparison report or novelty search report"),
            any_of=(COMPARISON, NOVELTY),
        ),
        Paper(OTHER, _("Other material"), required=False),
    ),
    since=since_return(
        S.PROPOSAL_RETURNED, S.TC_BALLOT_CLOSED, S.SECRETARIAT_EVALUATION, S.NOTICE_CLOSED
    ),
)

WORK_PLAN_FORM = FormKind(
    key="standards.work_plan",
    title=_("Work plan for standards"),
    template="forms/work_plan.html",
    prefix="JH",
    level=Level.PUBLIC,
)
classify(
    {
        SUMMARY: "tc_service.project_proposals",
        SUMMARY_FORM.key: "tc_service.project_proposals",
        WORK_PLAN_FORM.key: "general_management.official_documents",
    }
)


def plan_data(plan: WorkPlan) -> dict[str, Any]:
    """What the 标准制修订计划 shows: plan number, date, decision and a row for each project."""
    return {
        "number": plan.number,
        "date": str(plan.issued_on),
        "decision": plan.decision.number,
        "decided_on": str(plan.decision.decided_on),
        "rows": [
            {
                "plan_number": project.plan_number,
                "title": project.title,
                "purpose": purpose_in_chinese(project),
                "replaces": project.revised_standard,
                "ends": str(project.plan_ends),
                "committee": str(project.committee),
                "organisations": str(project.applicant),
                "note": "",
            }
            for project in plan.projects.select_related("committee", "applicant").order_by(
                "plan_number"
            )
        ],
    }


APPROVAL_BALLOT = BallotKind(
    "standards.project_approval",
    _("Committee ballot on the project"),
    threshold=APPROVAL_MAJORITY,
    form=BALLOT_RESULT,
)
PLAN = DecisionKind("standards.plan", _("Project approval"), COUNCIL, "F06a")
PROJECT_NOTICE = NoticeKind(
    "standards.project_notice",
    _("Public notice of projects"),
    period=APPROVAL_NOTICE_TIME,
    form=PUBLIC_NOTICE,
    opinion_label=_("Objection"),
    roles=(roles.COMMITTEE_SECRETARY,),
    answers_rule="F14c",
    answer_states=(S.APPROVAL_NOTICE, S.NOTICE_CLOSED),
    open_states=(S.APPROVAL_NOTICE,),
    summary=summary_of,
    papers=(PUBLIC_NOTICE.key,),
)
