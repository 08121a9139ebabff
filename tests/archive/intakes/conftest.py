"""A bag of the small association, and intakes of it, on the day on which the stations took it in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.intakes.models import Intake
from archive.intakes.states import N
from tests.archive.association import Cast
from tests.archive.intakes.stations import bag_at_hand, intake_at
from tests.standards.association import START
from zsa_portal.regulations import clock


@pytest.fixture(autouse=True)
def beginning() -> Iterator[None]:
    """The clock stands where the walker of intakes does."""
    with clock.moved_to(START):
        yield


@pytest.fixture
def bag(cast: Cast) -> bytes:
    """The bag of the small association, whose archive is empty now."""
    return bag_at_hand(cast)


@pytest.fixture
def previewed(cast: Cast) -> Intake:
    """The same, found whole."""
    return intake_at(N.PREVIEW, cast)


@pytest.fixture
def intake(cast: Cast) -> Intake:
    """The same, taken in."""
    return intake_at(N.TAKEN, cast)
