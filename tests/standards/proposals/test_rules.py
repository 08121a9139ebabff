"""The proposal's conditions where a small slip in them would go unseen by the steps."""

from __future__ import annotations

import datetime as dt

import pytest

from standards.proposals.rules import (
    policy_review_is_passed,
    proposal_is_complete,
    reasons_are_given,
)
from standards.states import S
from zsa_portal.regulations import clock


def test_a_plan_of_no_day_is_none(project_at, walker):
    project = project_at(S.POLICY_REVIEW)
    project.planned_start = project.planned_end = dt.date(2026, 6, 1)
    with clock.moved_to(walker.now):
        assert list(proposal_is_complete.missing(project)) == [
            "The planned end lies after the planned start."
        ]
        project.planned_end += dt.timedelta(days=1)
        assert list(proposal_is_complete.missing(project)) == []


def test_a_plan_may_begin_today_and_not_yesterday(project_at, walker):
    project = project_at(S.POLICY_REVIEW)
    with clock.moved_to(walker.now):
        today = clock.today()
        project.planned_start, project.planned_end = today, today + dt.timedelta(days=1)
        assert list(proposal_is_complete.missing(project)) == []
        project.planned_start, project.planned_end = today - dt.timedelta(days=1), today
        assert list(proposal_is_complete.missing(project)) == [
            "The planned start cannot lie in the past."
        ]


@pytest.mark.rule("F09")
def test_a_failed_review_of_what_was_submitted_is_no_pass(project_at):
    project = project_at(S.TC_REGISTERED)
    project.policy_reviews.update(passed=False)
    assert project.policy_reviews.first().at >= project.submitted_at
    assert list(policy_review_is_passed.missing(project)) == [
        "The policy-compliance review is not passed."
    ]


@pytest.mark.rule("F09")
def test_it_is_the_reason_that_is_missing(db):
    assert list(reasons_are_given.missing(" ")) == ["The reason is missing."]
    assert list(reasons_are_given.missing("重复立项")) == []
