"""Matters on notice, with the people who moderate and answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from tests.procedure import roles
from tests.zsa_portal.notices.making import COMMENTS, OBJECTIONS, OPENED, TEST_KINDS, put_on_notice
from zsa_portal.notices.kinds import KINDS
from zsa_portal.people.models import Body, Party, Seat
from zsa_portal.regulations import clock


@pytest.fixture(autouse=True)
def files_root(tmp_path: Path, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    KINDS.update(TEST_KINDS)
    yield
    for code in TEST_KINDS:
        del KINDS[code]


@pytest.fixture(autouse=True)
def no_counts() -> None:
    cache.clear()


@pytest.fixture
def at_opening() -> Iterator[None]:
    """The clock stands at the instant the notices open."""
    with clock.moved_to(OPENED):
        yield


@pytest.fixture
def make_noticed(make_matter: Any, make_committee: Any, make_user: Any, at_opening: None) -> Any:
    """Make a matter that is ready for notice, with committee and drafting group in ``people``."""

    def make(**fields: Any) -> Any:
        committee = make_committee(3)
        matter = make_matter("received", committee=committee, **fields)
        group = make_committee(2, kind=Body.Kind.DRAFTING_GROUP)
        matter.involve(roles.WRITERS, Party.of(group))
        seats = {seat.role: seat.user for seat in committee.seats.order_by("pk")}
        matter.people |= {
            "secretary": seats[Seat.Role.SECRETARY],
            "member": seats[Seat.Role.MEMBER],
            "drafter": group.seats.order_by("pk").first().user,
            "outsider": make_user(),
        }
        return matter

    return make


@pytest.fixture
def noticed(make_noticed: Any) -> Any:
    """A matter on a notice that takes objections, as the notice's item; people on the item."""
    return _item(make_noticed(), OBJECTIONS)


@pytest.fixture
def consulted(make_noticed: Any) -> Any:
    """A matter whose text is open for comments, as the notice's item; people on the item."""
    return _item(make_noticed(), COMMENTS)


def _item(matter: Any, kind: Any) -> Any:
    item = put_on_notice(matter, kind=kind).items.select_related("notice", "matter").get()
    item.people = matter.people
    return item


@pytest.fixture
def browse() -> Any:
    """A browser, signed in as a user if one is given, that prefers English."""

    def make(user: Any = None) -> Client:
        client = Client(headers={"accept-language": "en"})
        if user is not None:
            client.force_login(user)
        return client

    return make
