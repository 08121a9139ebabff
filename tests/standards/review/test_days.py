"""The day of a review meeting: today at the earliest, within a year."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from standards.models import Project
from standards.review.meeting import TECHNICAL_REVIEW
from standards.states import S
from zsa_portal.meetings.actions import meeting_move
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

DAY = dt.timedelta(days=1)
PAST, FAR = "The meeting cannot lie in the past.", "The meeting lies more than a year ahead."
REFUSED = [(-DAY, PAST), (clock.FURTHEST + DAY, FAR)]


def convene(walker, project, starts_at):
    cast = walker.cast
    with clock.moved_to(walker.now):
        return perform(
            project.convene_review,
            by=cast.committee_secretary,
            starts_at=starts_at,
            place="协会会议室",
            chair=cast.members[0],
            agenda="审查",
        )


@pytest.mark.parametrize(("ahead", "sentence"), REFUSED)
def test_no_meeting_is_convened_in_the_past_or_over_a_year_ahead(
    walker, project_at, ahead, sentence
):
    project = project_at(S.REVIEW_DRAFT_READY)
    with pytest.raises(StepsUnmet) as refused:
        convene(walker, project, walker.now + ahead)
    assert refused.value.reasons == [sentence]


@pytest.mark.parametrize("ahead", [dt.timedelta(), clock.FURTHEST])
def test_a_meeting_is_convened_for_today_and_up_to_a_year_ahead(walker, project_at, ahead):
    project = project_at(S.REVIEW_DRAFT_READY)
    assert convene(walker, project, walker.now + ahead).state == S.TECHNICAL_REVIEW


@pytest.mark.parametrize(("ahead", "sentence"), REFUSED)
def test_nor_is_a_meeting_moved_there(walker, project_at, client, ahead, sentence):
    project = project_at(S.TECHNICAL_REVIEW)
    before = project.review_meetings.get().starts_at
    secretary, url = (
        walker.cast.committee_secretary,
        reverse("meetings:move", args=[project.pk, TECHNICAL_REVIEW.key]),
    )
    with clock.moved_to(walker.now):
        with pytest.raises(RuleUnmet) as refused:
            meeting_move(
                matter=project,
                kind=TECHNICAL_REVIEW,
                starts_at=walker.now + ahead,
                place="别处",
                by=secretary,
            )
        assert refused.value.missing == [sentence]
        client.force_login(secretary)
        local = (walker.now + ahead).astimezone(clock.SHANGHAI)
        answer = client.post(url, {"starts_at": f"{local:%Y-%m-%dT%H:%M}", "place": "别处"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Project.objects.get(pk=project.pk).review_meetings.get().starts_at == before
