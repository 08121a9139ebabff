"""An option that writes the access matrix anew, and the worlds in which it is asked.

Only what is answered is asked here, some twenty thousand times: pages of errors are not drawn, who is
signed in and what stands in the menu is read once a person, what an office file says becomes pages
once, and pages become pictures once. They have their own tests (tests/zsa_portal/ui/test_errors.py,
tests/zsa_portal/people, tests/zsa_portal/home, tests/zsa_portal/documents).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse

from tests.access.asking import Asked, client_of
from tests.access.stations import worlds_at_hand
from tests.lasting import lasting
from tests.made_forms import pages_made_once, pictures_made_once
from zsa_portal.home import context
from zsa_portal.ui import errors


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-access-matrix", action="store_true", help="write what is answered now"
    )


@pytest.fixture(scope="package")
def undrawn_errors() -> Iterator[None]:
    """An error's page is its status alone."""

    def answer(request: HttpRequest, status: int, **context: object) -> HttpResponse:
        return HttpResponse(status=status)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors, "_page", answer)
        yield


@pytest.fixture(scope="package")
def shell_once() -> Iterator[None]:
    """Menu and counts are those of a person's first page."""
    reckon, known = context._shell, {}

    def kept(request: HttpRequest) -> dict[str, Any]:
        person = getattr(getattr(request, "user", None), "pk", None)
        if person not in known:
            known[person] = reckon(request)
        return known[person]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context, "_shell", kept)
        yield


@pytest.fixture(scope="package")
def person_once() -> Iterator[None]:
    """Who is signed in is as the first page found them: nothing of what a page did stays."""
    read, known = ModelBackend.get_user, {}

    def kept(backend: ModelBackend, pk: int) -> Any:
        if pk not in known:
            known[pk] = read(backend, pk)
        return copy.copy(known[pk])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ModelBackend, "get_user", kept)
        yield


@pytest.fixture(scope="package")
def pages_once() -> Iterator[None]:
    """What an office file says becomes pages, and these pictures, for the first who is shown them."""
    with pages_made_once(), pictures_made_once():
        yield


@pytest.fixture(scope="package")
def asked(
    django_db_setup: None,
    django_db_blocker: Any,
    undrawn_errors: None,
    shell_once: None,
    person_once: None,
    pages_once: None,
) -> Iterator[list[Asked]]:
    """The kernel and every app in its world, put there for all roles and rolled back at the end."""
    with lasting(django_db_blocker, worlds_at_hand) as found:
        yield found
    client_of.cache_clear()
