"""The small association of the archive; refusals are asserted by their English sentences."""

from __future__ import annotations

import pytest

from tests.archive.association import Cast
from tests.archive.at_hand import people_at_hand
from tests.walking import in_english, quick_forms  # noqa: F401 - fixtures


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of the small association."""
    return people_at_hand()
