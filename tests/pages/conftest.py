"""A project on its whole way, alone and with two beside it, and what every page then costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.lasting import lasting
from tests.made_forms import pages_made_once
from tests.pages.measuring import Measuring


@pytest.fixture(scope="module")
def measured(django_db_setup: None, django_db_blocker: Any) -> Iterator[Measuring]:
    """All costs, measured once; nothing of it stays."""
    with pages_made_once(), lasting(django_db_blocker, Measuring.done) as found:
        yield found
