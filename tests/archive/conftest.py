"""The small association of the archive; refusals are asserted by their English sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.archive.association import Cast, small_association
from tests.made_forms import forms_made_at_once


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are asserted by their English sentences."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def quick_forms() -> Iterator[None]:
    """Steps do not wait for real PDFs."""
    with forms_made_at_once():
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of the small association."""
    return small_association()
