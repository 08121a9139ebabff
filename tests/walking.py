"""The fixtures of the tests that walk a matter through its procedure, whichever app it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.made_forms import forms_made_at_once
from tests.standards.association import LONG_AGO, acting_for, organisation, person
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
def cast(walker: Any) -> Any:
    """The people of the small association."""
    return walker.cast


def reaching(walker: Any, at_station: Callable[[Any, str], Any], usual: str) -> Callable[..., Any]:
    """Brings a matter to a state; the clock to go on with is ``walker.now``.

    The first one of the ``usual`` title comes from its station, where the walker has been told
    nothing else; the others are walked.
    """
    begun: list[Any] = []

    def reach(state: str, title: str = usual) -> Any:
        found = None if begun or title != usual else at_station(walker, state)
        begun.append(found or walker.to(walker.start(title), state))
        return begun[-1]

    return reach


def strangers() -> dict[str, User]:
    """Those who may never take a step that is somebody else's, in any procedure."""
    clerk = person("clerk")
    finance = Department.objects.create(code="finance", name="财务部")
    DepartmentMembership.objects.create(user=clerk, department=finance, starts=LONG_AGO)
    return {
        "other member": acting_for(organisation("别家公司"), "other-member"),
        "clerk of another department": clerk,
        "nobody in particular": person("nobody"),
    }
