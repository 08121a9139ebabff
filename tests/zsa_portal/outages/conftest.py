"""Breakers that no other test sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zsa_portal.outages.breaker import DATABASE, VALKEY


@pytest.fixture(autouse=True)
def nothing_is_away() -> Iterator[None]:
    """Leave no server known to be away behind."""
    yield
    VALKEY.answered()
    DATABASE.answered()
