"""The review's conditions where a small slip in them would go unseen by the steps."""

from __future__ import annotations

import pytest

from standards.models import Project
from standards.review import rules
from standards.states import S
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform


def fresh(project):
    return Project.objects.get(pk=project.pk)


@pytest.mark.rule("F23")
def test_minutes_without_the_section_lack_it(meeting_day):
    meeting = meeting_day.review_meetings.get()
    meeting.minutes, meeting.sections = "讨论", {}
    meeting.save()
    assert list(rules.minutes_are_written.missing(fresh(meeting_day))) == [
        "The assessment of the technical level is missing."
    ]


def test_without_a_meeting_there_is_no_last_one(project_at):
    assert rules.last_meeting(project_at(S.REVIEW_DRAFT_READY)) is None


@pytest.mark.rule("F24")
def test_a_majority_is_asked_of_a_closed_ballot_only(walker, met):
    assert list(rules.review_ballot_is_passed.missing(met)) == []
    with clock.moved_to(walker.now):
        voting = perform(
            met.open_review_ballot, by=walker.cast.committee_secretary, question="是否通过？"
        )
    assert list(rules.review_ballot_is_closed.missing(voting)) == ["The ballot is still open."]
    assert list(rules.review_ballot_is_passed.missing(voting)) == []


def test_only_a_new_version_of_the_draft_itself_is_a_reworked_draft(walker, project_at):
    project = project_at(S.REVIEW_FAILED)
    asked = ["Upload a new version of the review draft first."]
    with walker.day():
        walker.add(project, "standards.review_explanation", "编制说明", walker.cast.applicant)
        assert list(rules.review_draft_is_reworked.missing(fresh(project))) == asked
        walker.add(project, "standards.review_draft", "送审稿", walker.cast.applicant)
        assert list(rules.review_draft_is_reworked.missing(fresh(project))) == []
        drafts = Document.objects.filter(matter=project, kind="standards.review_draft")
        drafts.update(withdrawn_at=walker.now)
        assert list(rules.review_draft_is_reworked.missing(fresh(project))) == asked
