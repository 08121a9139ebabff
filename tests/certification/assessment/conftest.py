"""A panel at its judgement, and what its reviewers hand in."""

from __future__ import annotations

from typing import Any

import pytest

from certification.demo.walk.reviewing import judgement
from certification.models import Recognition
from certification.states import S
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform

REASON = "指标不明确。"


def missing(refused: Any) -> list[str]:
    """The sentences of a refused step."""
    return [sentence for unmet in refused.value.unmet for sentence in unmet.missing]


def judge(recognition: Recognition, reviewers: Any, choices: str, changes: Any = ()) -> None:
    """Let reviewers judge in order: y passes, n does not, - stays silent; the first asks for changes."""
    opened = recognition.ballots.latest("pk")
    for place, (reviewer, letter) in enumerate(zip(reviewers, choices, strict=False)):
        if letter in "yn":
            vote_cast(
                ballot=opened,
                by=reviewer,
                choice="approve" if letter == "y" else "disapprove",
                reason="" if letter == "y" else REASON,
                sheet=judgement(opened),
                changes=() if place else changes,
            )


@pytest.fixture
def closed(recognition_at, walker):
    """Close a judgement of the panel, at its end; the clock to go on with is ``walker.now``."""

    def make(
        choices: str, changes: Any = (), reviewers: Any = None, title: str = ""
    ) -> Recognition:
        recognition = recognition_at(S.BALLOT, title) if title else recognition_at(S.BALLOT)
        with walker.at(walker.later(1)):
            judge(recognition, reviewers or walker.cast.reviewers, choices, changes)
        ends = recognition.ballots.latest("pk").closes_at
        with walker.at(ends):
            return catch_up(Recognition.objects.get(pk=recognition.pk))

    return make


def step(walker: Any, name: str, recognition: Recognition, **values: Any) -> Recognition:
    """Take a step of the secretariat's at the walker's clock."""
    with clock.moved_to(walker.now):
        fresh = Recognition.objects.get(pk=recognition.pk)
        return perform(getattr(fresh, name), by=walker.cast.secretariat, **values)
