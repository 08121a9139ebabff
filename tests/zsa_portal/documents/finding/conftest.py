"""Papers by what they say."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from tests.standards.association import person
from tests.zsa_portal.documents.making import upload
from zsa_portal.documents import actions
from zsa_portal.documents.models import Version

numbers = itertools.count(1)


@pytest.fixture
def sent(db: None) -> Callable[[str, bytes], Version]:
    """Stores a file as a paper of no matter; its text then waits."""

    def send(name: str, data: bytes) -> Version:
        user = person(f"author-{next(numbers)}")
        return actions.document_add(matter=None, kind="x", upload=upload(name, data), by=user)

    return send
