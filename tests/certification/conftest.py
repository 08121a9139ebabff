"""A small association, and recognitions brought to a state by their steps alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from certification.demo.walk import Cast, Walker
from certification.models import Recognition
from tests.certification.association import TITLE, small_association
from tests.certification.stations import at_station, people_at_hand
from tests.made_forms import forms_made_at_once
from tests.standards.association import LONG_AGO, START, acting_for, organisation, person
from zsa_portal.people.models import Department, DepartmentMembership, User


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
def recognition_at(walker: Walker) -> Callable[..., Recognition]:
    """Bring a recognition to a state; the clock to go on with is ``walker.now``.

    The first one comes from its station, where the walker has been told nothing else; the others
    are walked.
    """
    begun: list[Recognition] = []

    def reach(state: str, title: str = TITLE) -> Recognition:
        found = None if begun or title != TITLE else at_station(walker, state)
        begun.append(found or walker.to(walker.start(title), state))
        return begun[-1]

    return reach


@pytest.fixture
def outsiders(cast: Cast) -> dict[str, User]:
    """Those who may never take a step that is somebody else's."""
    clerk = person("clerk")
    finance = Department.objects.create(code="finance", name="财务部")
    DepartmentMembership.objects.create(user=clerk, department=finance, starts=LONG_AGO)
    return {
        "other member": acting_for(organisation("别家联盟"), "other-member"),
        "clerk of another department": clerk,
        "nobody in particular": person("nobody"),
    }
