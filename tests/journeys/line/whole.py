"""The whole line, from the member's proposal to the public page."""

from __future__ import annotations

from tests.journeys.line import (
    approval,
    consultation,
    drafting,
    lists,
    mailed,
    publication,
    reading,
    review,
)
from tests.journeys.line.people import Line, walker
from zsa_portal.notices.models import Opinion


def walked(line: Line) -> None:
    """Every station; another project comes along as far as the notice that covers both."""
    second = walker()
    second.to(second.start(approval.OTHER_TITLE), "ready_for_notice")
    line.clock.at(second.now)
    project_approval(line)
    drafting_to_consultation(line)
    review_to_publication(line)


def project_approval(line: Line) -> None:
    """From the member's proposal to the plan."""
    line.clock.on(1)
    approval.proposed(line)
    line.clock.on(2)
    approval.policy_passed(line)
    line.clock.on(1)
    approval.ballot_opened(line)
    line.clock.on(1)
    approval.voted(line)
    line.clock.on(1)
    approval.ballot_closed(line)
    approval.dossier_filed(line)
    line.clock.on(3)
    approval.evaluated(line)
    mailed.subscribed(line)
    approval.noticed(line)
    line.clock.on(6)
    mailed.unsubscribed(line)
    mailed.returned(line)
    approval.objected(line)
    approval.objected_too_late(line)
    approval.objection_resolved(line)
    lists.reminded(line)
    lists.assigned(line)
    lists.view_kept(line)
    lists.figures_read(line)
    line.clock.on(5)
    approval.planned(line)


def drafting_to_consultation(line: Line) -> None:
    """From the drafting group to the review draft, over thirty public comments."""
    line.clock.on(3)
    drafting.group_formed(line)
    line.clock.on(2)
    drafting.lead_elected(line)
    line.clock.on(40)
    drafting.draft_submitted(line)
    line.clock.on(5)
    drafting.draft_agreed(line)
    line.clock.on(3)
    drafting.enquiry_papers_in(line)
    line.clock.on(2)
    consultation.opened(line)
    line.clock.on(4)
    consultation.commented(line)
    assert (
        Opinion.objects.filter(
            item__matter=line.project.pk, item__notice__kind="standards.enquiry"
        ).count()
        == 30
    )
    line.clock.on(28)
    consultation.moderated(line)
    consultation.answered(line)
    line.clock.on(3)
    consultation.review_draft_in(line)


def review_to_publication(line: Line) -> None:
    """From the review meeting to the public page."""
    line.clock.on(3)
    review.convened(line)
    line.clock.on(7, hour=15)
    review.attended(line)
    review.minutes_written(line)
    review.passed(line)
    line.clock.on(10)
    publication.dossier_submitted(line)
    line.clock.on(2)
    publication.audited(line)
    line.clock.on(8)
    publication.approved(line)
    line.clock.on(3)
    publication.announced(line)
    publication.texts_added(line)
    publication.published(line)
    reading.found(line)
    reading.texts_read(line)
    reading.in_english(line)
    reading.announced_and_checked(line)
    reading.each_paper_was_read(line)
