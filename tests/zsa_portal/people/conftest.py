"""Readers of English pages, signed in as anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import translation

from zsa_portal.people.models import User

Visit = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Actions speak English, whatever language the last page was read in."""
    with translation.override("en"):
        yield


@pytest.fixture
def visit(db: None) -> Visit:
    """Give a browser that reads English, signed in as a user or as nobody."""

    def browse(user: User | None = None) -> Client:
        client = Client(headers={"accept-language": "en"})
        if user is not None:
            client.force_login(user)
        return client

    return browse
