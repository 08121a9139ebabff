"""The start page and the search: each package adds its own part, from its ``entries.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zsa_portal.regulations.registry import Registry

MOST_FOUND = 50


@dataclass(frozen=True)
class StartSection:
    """A part of the public start page.

    ``content`` gives what the template shows as ``section``; the page's ``now`` is there too.
    """

    template: str
    content: Callable[[], Any]
    order: int = 50


@dataclass(frozen=True)
class Search:
    """A kind of thing that the search finds.

    ``find`` gives the rows for the words typed that a user may know of, MOST_FOUND at most; the
    template shows them as ``found`` and is left out where there are none.
    """

    template: str
    find: Callable[[str, Any], Sequence[Any]]
    order: int = 50


START: Registry[StartSection] = Registry("section of the start page")
SEARCHES: Registry[Search] = Registry("search")


def start_sections() -> list[tuple[str, Any]]:
    """The sections of the start page in order, as (template, content)."""
    found = sorted(START.values(), key=lambda section: section.order)
    return [(section.template, section.content()) for section in found]


def found_by(words: str, user: Any) -> list[tuple[str, Sequence[Any]]]:
    """What a user finds by words, kind by kind in order, as (template, rows)."""
    searches = sorted(SEARCHES.values(), key=lambda search: search.order)
    found = [(search.template, search.find(words, user)) for search in searches]
    return [(template, rows) for template, rows in found if rows]
