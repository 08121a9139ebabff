"""The walker's stations from the review draft to the published standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from standards.publication import actions as publication
from standards.publication.papers import OVERVIEW
from standards.review.meeting import TECHNICAL_REVIEW
from standards.states import S
from zsa_portal.meetings.actions import change_answer
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

if TYPE_CHECKING:
    from standards.demo.walk.walker import Moments, Station, Walker
    from standards.models import Project

CHANGED = "已按审查意见修改。"
NO_OVERVIEW = "本次仅报批一项标准，不需要另附总体情况说明。"
NO_PATENT = "经向各起草单位征询，未识别出必要专利。"


def technical_review(walker: Walker, project: Project) -> Moments:
    """Convene the meeting for a week later."""
    yield walker.later(3, "convened")
    perform(
        project.convene_review,
        by=walker.cast.committee_secretary,
        starts_at=walker.later(7, "review_meeting"),
        place=walker.text("review_place"),
        chair=walker.cast.members[0],
        agenda=walker.text("agenda"),
    )


def review_passed(walker: Walker, project: Project) -> Moments:
    """Hold the meeting and pass the draft."""
    yield from walker.reviewing(project)


def approval_draft_ready(walker: Walker, project: Project) -> Moments:
    """Answer the changes asked for, complete the approval dossier, settle patents, submit."""
    drafter = walker.cast.applicant
    yield walker.later(10, "approval_filed")
    changes = project.review_meetings.first().points.filter(is_change=True)
    answers = dict.fromkeys(changes.values_list("pk", flat=True), CHANGED)
    change_answer(matter=project, kind=TECHNICAL_REVIEW, answers=answers, by=drafter)
    walker.add_papers(project, "approval", drafter)
    if not project.patent_disclosures.exists():
        publication.patent_none_state(project=project, note=NO_PATENT, by=drafter)
    walker.forms_made(project)
    applies = OVERVIEW in walker.papers("approval")
    perform(project.submit_approval_dossier, by=drafter, applies=applies, why_not=NO_OVERVIEW)


def expert_check(walker: Walker, project: Project) -> Moments:
    """Engage the experts."""
    yield walker.later(2)
    experts = Expert.objects.filter(user__in=walker.cast.experts).order_by("pk")
    perform(project.engage_experts, by=walker.office("audit"), experts=list(experts))


def council_approval(walker: Walker, project: Project) -> Moments:
    """Every expert passes the dossier; it goes to the council."""
    yield from walker.auditing(project)
    yield walker.later(0, "audited")
    perform(project.pass_audit, by=walker.office("audit"))


def approved(walker: Walker, project: Project) -> Moments:
    """The council approves publication."""
    yield walker.later(8, "publication_decided")
    publication.publication_approve(
        projects=[project],
        decision=walker.verdict(project, "publication"),
        by=walker.cast.council_secretary,
    )


def numbering_publishing(walker: Walker, project: Project) -> Moments:
    """Number the standard and announce it, to be published in a week and in force two months on."""
    yield walker.later(3, "announced")
    published_on = clock.day_of(walker.later(7, "published"))
    publication.announcement_issue(
        projects=[project],
        title=walker.text("announcement_title", title=project.title),
        body=walker.text("announcement_body", title=project.title),
        published_on=published_on,
        implemented_on=clock.day_of(walker.later(67, "implemented")),
        by=walker.office("announcement"),
    )


def published(walker: Walker, project: Project) -> Moments:
    """Add both texts and publish on the day."""
    yield walker.later(7, "published")
    for language in ("zh", "en"):
        name, data = walker.standard_text(project, language)
        publication.text_add(
            project=project,
            language=language,
            upload=ContentFile(data, name=name),
            released=True,
            by=walker.office("announcement"),
        )
    walker.forms_made(project)
    perform(project.publish_standard, by=walker.office("announcement"))


STATIONS: dict[str, Station] = {
    S.TECHNICAL_REVIEW: technical_review,
    S.REVIEW_PASSED: review_passed,
    S.APPROVAL_DRAFT_READY: approval_draft_ready,
    S.EXPERT_CHECK: expert_check,
    S.COUNCIL_APPROVAL: council_approval,
    S.APPROVED: approved,
    S.NUMBERING_PUBLISHING: numbering_publishing,
    S.PUBLISHED: published,
}
