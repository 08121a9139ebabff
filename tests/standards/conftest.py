"""A small association, and projects brought to a state by their steps alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from standards.demo.walk import Cast, Walker
from standards.models import Project
from tests.made_forms import forms_made_at_once
from tests.standards.association import (
    LONG_AGO,
    START,
    TITLE,
    acting_for,
    body,
    organisation,
    person,
    small_association,
)
from tests.standards.stations import at_station, people_at_hand
from zsa_portal.people.models import Body, Department, DepartmentMembership, Seat


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are asserted by their English sentences."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def quick_forms() -> Iterator[None]:
    """Walks do not wait for real PDFs."""
    with forms_made_at_once():
        yield


@pytest.fixture
def walker(db: None) -> Walker:
    """A walker that begins on 2026-01-05 at 09:30 in Shanghai."""
    return Walker(people_at_hand() or small_association(), START)


@pytest.fixture
def cast(walker: Walker) -> Cast:
    """The people of the small association."""
    return walker.cast


@pytest.fixture
def project_at(walker: Walker) -> Callable[..., Project]:
    """Bring a project to a state; the clock to go on with is ``walker.now``.

    The first one comes from its station, where the walker has been told nothing else; the others
    are walked.
    """
    begun: list[Project] = []

    def reach(state: str, title: str = TITLE) -> Project:
        project = None if begun or title != TITLE else at_station(walker, state)
        begun.append(project or walker.to(walker.start(title), state))
        return begun[-1]

    return reach


@pytest.fixture
def outsiders(cast: Cast) -> dict[str, Any]:
    """Those who may never take a step that is somebody else's."""
    other = organisation("别家公司")
    finance = Department.objects.create(code="finance", name="财务部")
    clerk = person("clerk")
    DepartmentMembership.objects.create(user=clerk, department=finance, starts=LONG_AGO)
    _committee, others = body(Body.Kind.COMMITTEE, "TC2", 5, "bio")
    secretary = person("other-tc-secretary")
    Seat.objects.create(
        body=_committee, user=secretary, role=Seat.Role.SECRETARY, votes=False, starts=LONG_AGO
    )
    return {
        "other member": acting_for(other, "other-member"),
        "clerk of another department": clerk,
        "secretary of another committee": secretary,
        "member of another committee": others[0],
        "nobody in particular": person("nobody"),
    }
