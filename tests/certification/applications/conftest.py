"""An application that has everything, as the body holds it before it submits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from certification.applications.actions import application_save
from certification.demo.walk import Walker
from certification.models import Recognition
from certification.states import S
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

Pairs = list[tuple[str, str]]


@pytest.fixture
def ready(recognition_at: Callable[..., Recognition]) -> Recognition:
    """A returned application: its papers, its sealed form and its body's facts are all there."""
    return recognition_at(S.RETURNED)


@pytest.fixture
def save(walker: Walker) -> Callable[..., Recognition]:
    """Save fields of an application as its body does."""

    def act(recognition: Recognition, **values: Any) -> Recognition:
        with clock.moved_to(walker.now):
            return application_save(
                recognition=recognition, values=values, by=walker.cast.applicant
            )

    return act


@pytest.fixture
def submit(walker: Walker) -> Callable[[Recognition], Recognition]:
    """Submit an application as its body does."""

    def act(recognition: Recognition) -> Recognition:
        with clock.moved_to(walker.now):
            return perform(recognition.submit_application, by=walker.cast.applicant)

    return act


@pytest.fixture
def refused(submit: Callable[[Recognition], Recognition]) -> Callable[[Recognition], Pairs]:
    """What submitting misses, as pairs of rule and sentence; empty where it is submitted."""

    def act(recognition: Recognition) -> Pairs:
        try:
            submit(recognition)
        except StepsUnmet as refusal:
            return [(unmet.rule, line) for unmet in refusal.unmet for line in unmet.missing]
        return []

    return act
