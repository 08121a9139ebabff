"""A small association, and projects brought to a state by their steps alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standards.demo.walk import Cast, Walker
from standards.models import Project
from tests.standards.association import (
    LONG_AGO,
    START,
    TITLE,
    body,
    person,
    small_association,
)
from tests.standards.stations import at_station, people_at_hand
from tests.walking import cast, in_english, quick_forms, reaching, strangers  # noqa: F401 - fixtures
from zsa_portal.people.models import Body, Seat, User


@pytest.fixture
def walker(db: None) -> Walker:
    """A walker that begins on 2026-01-05 at 09:30 in Shanghai."""
    return Walker(people_at_hand() or small_association(), START)


@pytest.fixture
def project_at(walker: Walker) -> Callable[..., Project]:
    """Bring a project to a state; see ``reaching``."""
    return reaching(walker, at_station, TITLE)


@pytest.fixture
def outsiders(cast: Cast) -> dict[str, User]:  # noqa: F811 - the fixture
    """Those who may never take a step that is somebody else's."""
    committee, others = body(Body.Kind.COMMITTEE, "TC2", 5, "bio")
    secretary = person("other-tc-secretary")
    Seat.objects.create(
        body=committee, user=secretary, role=Seat.Role.SECRETARY, votes=False, starts=LONG_AGO
    )
    return strangers() | {
        "secretary of another committee": secretary,
        "member of another committee": others[0],
    }
