"""An option that writes the access matrix anew, and the worlds in which it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.access.asking import Asked, build_all, client_of


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-access-matrix", action="store_true", help="write what is answered now"
    )


@pytest.fixture(scope="package")
def asked(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The kernel and every app in its world, built once for all roles and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        found: list[Asked] = build_all()
        yield found
        transaction.set_rollback(True)
    client_of.cache_clear()
