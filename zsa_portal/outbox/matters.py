"""What a reader may know of matters. The workflow stands above this package and puts itself in."""

from __future__ import annotations

from collections.abc import Callable, Collection

from zsa_portal.people.models import User

Titles = Callable[[User, Collection[int]], dict[int, str]]
"""What matters are called, by key, in a user's language, as far as the user may know; one query."""

_sources: list[Titles] = []


def use(titles: Titles) -> None:
    """Ask ``titles`` from now on."""
    _sources[:] = [titles]


def titles_of(user: User, keys: Collection[int]) -> dict[int, str]:
    """What matters are called, by key, in a user's language, as far as the user may know of them."""
    return _sources[0](user, keys) if keys else {}
