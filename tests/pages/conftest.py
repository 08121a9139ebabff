"""A project on its whole way, alone and with two beside it, and what every page then costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.pages.measuring import Measuring


@pytest.fixture(scope="module")
def measured(django_db_setup: None, django_db_blocker: Any) -> Iterator[Measuring]:
    """All costs, measured once; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Measuring.done()
        transaction.set_rollback(True)
