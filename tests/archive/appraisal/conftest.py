"""The clock, and an appraisal in any state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from archive.appraisal.models import Appraisal
from tests.archive.appraisal.walk import CONFIDENTIAL_LINE, RESTRICTED_LINE, Appraiser, due
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
    """An appraisal in a state, with its walker: of a 秘密 file unless records are given."""

    def walked(state: str, *items: Any, level: str = "restricted") -> tuple[Appraiser, Appraisal]:
        line = CONFIDENTIAL_LINE if level == "confidential" else RESTRICTED_LINE
        walker = Appraiser(cast, START, line)
        matter = walker.start(list(items) or [due(cast, level=level)])
        return walker, walker.to(matter, state)

    return walked


@pytest.fixture
def page() -> Callable[..., Any]:
    """GETs a page as somebody, or POSTs what is given."""

    def asked(user: Any, url: str, **data: Any) -> Any:
        client = Client()
        client.force_login(user)
        return client.post(url, data) if data else client.get(url)

    return asked
