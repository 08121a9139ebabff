"""The walker's stations from the drafting group to the review draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standards.consultation import actions as consultation
from standards.drafting import actions as drafts
from standards.states import S
from zsa_portal.workflow.perform import catch_up, perform

if TYPE_CHECKING:
    from standards.demo.walk.walker import Moments, Station, Walker
    from standards.models import Project

ENQUIRY_DAYS = 30


def drafting_group_formed(walker: Walker, project: Project) -> Moments:
    """Form the group."""
    yield walker.later(3, "group_formed")
    perform(
        project.form_drafting_group,
        by=walker.cast.committee_secretary,
        members=walker.drafters(project),
    )


def drafting(walker: Walker, project: Project) -> Moments:
    """Elect the applicant as lead, by all votes."""
    yield walker.later(2)
    votes = [(walker.cast.organisation, project.drafting_group.seats.current().count())]
    perform(project.elect_lead, by=walker.cast.applicant, votes=votes)


def tc_agreement(walker: Walker, project: Project) -> Moments:
    """Write a draft and submit it."""
    yield from walker.drafting(project)
    yield walker.later(0, "draft_ready")
    perform(project.submit_draft, by=walker.cast.applicant)


def enquiry_ready(walker: Walker, project: Project) -> Moments:
    """The committee agrees."""
    yield walker.later(5, "committee_agreed")
    drafts.draft_agree(
        project=project,
        decision=walker.verdict(project, "agreement"),
        by=walker.cast.committee_secretary,
    )


def enquiry_registered(walker: Walker, project: Project) -> Moments:
    """Complete the consultation's papers and hand them in."""
    applicant = walker.cast.applicant
    yield walker.later(1)
    walker.add_papers(project, "enquiry", applicant)
    walker.patents_disclose(project)
    walker.forms_made(project)
    perform(project.submit_enquiry_papers, by=applicant)


def enquiry_open(walker: Walker, project: Project) -> Moments:
    """Open the consultation."""
    yield walker.later(2, "consultation_opened")
    consultation.enquiry_open(
        project=project,
        title=walker.text("enquiry_title", title=project.title),
        body=walker.text("enquiry_body", title=project.title),
        days=ENQUIRY_DAYS,
        by=walker.office("enquiry"),
    )


def enquiry_closed(walker: Walker, project: Project) -> Moments:
    """Let the consultation run out."""
    yield from walker.commenting(project)
    yield walker.when_due(project, ENQUIRY_DAYS + 1)
    catch_up(project)


def review_draft_ready(walker: Walker, project: Project) -> Moments:
    """Answer every comment that is open and submit the review draft."""
    applicant = walker.cast.applicant
    yield from walker.answering(project)
    yield walker.later(0, "review_draft_ready")
    walker.add_papers(project, "review", applicant)
    perform(project.submit_review_draft, by=applicant)


STATIONS: dict[str, Station] = {
    S.GROUP_FORMED: drafting_group_formed,
    S.DRAFTING: drafting,
    S.TC_AGREEMENT: tc_agreement,
    S.ENQUIRY_READY: enquiry_ready,
    S.ENQUIRY_REGISTERED: enquiry_registered,
    S.ENQUIRY_OPEN: enquiry_open,
    S.ENQUIRY_CLOSED: enquiry_closed,
    S.REVIEW_DRAFT_READY: review_draft_ready,
}
