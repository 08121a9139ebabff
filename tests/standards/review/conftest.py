"""A review meeting that has come together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from standards.demo.walk import Walker
from standards.models import Project
from standards.review.meeting import TECHNICAL_REVIEW
from standards.review.papers import REVIEW_BALLOT
from standards.states import S
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.ballots.queries import current
from zsa_portal.meetings.actions import attendance_record, minutes_save
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform

OPINION = {
    "clause": "5.1",
    "raised_by": "委员",
    "text": "试验条件不清楚",
    "handling": "同意修改",
    "is_change": True,
}


@pytest.fixture
def convened(project_at: Callable[..., Project]) -> Project:
    """A project whose meeting is convened for a week later."""
    return project_at(S.TECHNICAL_REVIEW)


@pytest.fixture
def meeting_day(walker: Walker, convened: Project) -> Project:
    """The same on the day of the meeting; ``walker.now`` is that day."""
    walker.now += dt.timedelta(days=7)
    return convened


@pytest.fixture
def attend(walker: Walker) -> Callable[..., Project]:
    """Record so many of the committee's voting members as present, in the order of the cast."""

    def record(project: Project, present: int = 7) -> Project:
        places = {member.pk: place for place, member in enumerate(walker.cast.members)}
        rows = project.review_meetings.first().attendance.all()
        given = {
            row.pk: {"present": places.get(row.user_id, len(places)) < present} for row in rows
        }
        with clock.moved_to(walker.now):
            attendance_record(
                matter=project,
                kind=TECHNICAL_REVIEW,
                rows=given,
                guests="",
                by=walker.cast.committee_secretary,
            )
        return Project.objects.get(pk=project.pk)

    return record


@pytest.fixture
def write(walker: Walker) -> Callable[..., Project]:
    """Write complete minutes."""

    def save(project: Project, **values: Any) -> Project:
        values = {
            "minutes": "会议逐条审查了送审稿。",
            "sections": {"technical_level": "国内先进"},
            "points": [OPINION],
        } | values
        with clock.moved_to(walker.now):
            minutes_save(
                matter=project,
                kind=TECHNICAL_REVIEW,
                by=walker.cast.committee_secretary,
                **values,
            )
        return Project.objects.get(pk=project.pk)

    return save


@pytest.fixture
def met(meeting_day: Project, attend: Any, write: Any) -> Project:
    """A meeting of all seven members with complete minutes, not concluded."""
    return write(attend(meeting_day))


@pytest.fixture
def ballot_of(walker: Walker, meeting_day: Project, attend: Any, write: Any) -> Any:
    """Hold the meeting's ballot: so many present, then votes yes, no and abstaining, then closed."""

    def hold(present: int, yes: int, no: int = 0, abstain: int = 0) -> Project:
        project = write(attend(meeting_day, present))
        secretary = walker.cast.committee_secretary
        with clock.moved_to(walker.now):
            project = perform(project.open_review_ballot, by=secretary, question="是否通过？")
            ballot = current(project, REVIEW_BALLOT.code)
            choices = ["approve"] * yes + ["disapprove"] * no + ["abstain"] * abstain
            for member, choice in zip(walker.cast.members[:present], choices, strict=False):
                vote_cast(
                    ballot=ballot,
                    by=member,
                    choice=choice,
                    reason="理由" if choice == "disapprove" else "",
                )
        with clock.moved_to(ballot.closes_at):
            walker.now = clock.now()
            return catch_up(Project.objects.get(pk=project.pk))

    return hold
