"""The clock, and an appraisal in any state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from archive.appraisal.models import Appraisal
from tests.archive.appraisal.stations import appraiser, stood
from tests.archive.appraisal.walk import Appraiser
from tests.archive.association import Cast
from tests.standards.association import START
from zsa_portal.regulations import clock


@pytest.fixture(autouse=True)
def beginning() -> Iterator[None]:
    """The clock stands where the walkers begin."""
    with clock.moved_to(START):
        yield


@pytest.fixture
def appraisal_at(cast: Cast) -> Callable[..., tuple[Appraiser, Appraisal]]:
    """An appraisal in a state, with its walker: of a 秘密 file unless records are given.

    The first one comes from its station, those of given records are walked.
    """
    begun: list[Appraisal] = []

    def reach(state: str, *items: Any, level: str = "restricted") -> tuple[Appraiser, Appraisal]:
        walker = appraiser(cast, level)
        matter = walker.to(walker.start(items), state) if items or begun else stood(walker, state)
        begun.append(matter)
        return walker, matter

    return reach


@pytest.fixture
def page() -> Callable[..., Any]:
    """GETs a page as somebody, or POSTs what is given."""

    def asked(user: Any, url: str, **data: Any) -> Any:
        client = Client()
        client.force_login(user)
        return client.post(url, data) if data else client.get(url)

    return asked
