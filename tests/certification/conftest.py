"""A small association, and recognitions brought to a state by their steps alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from certification.demo.walk import Cast, Walker
from certification.models import Recognition
from tests.certification.association import TITLE, small_association
from tests.certification.stations import at_station, people_at_hand
from tests.standards.association import START
from tests.walking import cast, in_english, quick_forms, reaching, strangers  # noqa: F401 - fixtures
from zsa_portal.people.models import User


@pytest.fixture
def walker(db: None) -> Walker:
    """A walker that begins on 2026-01-05 at 09:30 in Shanghai."""
    return Walker(people_at_hand() or small_association(), START)


@pytest.fixture
def recognition_at(walker: Walker) -> Callable[..., Recognition]:
    """Bring a recognition to a state; see ``reaching``."""
    return reaching(walker, at_station, TITLE)


@pytest.fixture
def outsiders(cast: Cast) -> dict[str, User]:  # noqa: F811 - the fixture
    """Those who may never take a step that is somebody else's."""
    return strangers()
