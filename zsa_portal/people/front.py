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
class Hit:
    """One thing that was found: what it is called, where it is, what tells it from others.

    ``group`` is its heading where the things of a search stand under several.
    """

    title: str
    url: str
    note: str = ""
    group: str = ""


@dataclass(frozen=True)
class Search:
    """A kind of thing that the search finds.

    ``find`` gives what a user may know of for the words typed, the nearest first, no more than the
    number asked for; it asks the one rule of the kind in SQL.
    """

    label: Any
    find: Callable[[str, Any, int], Sequence[Hit]]
    order: int = 50


@dataclass(frozen=True)
class Group:
    """What was found of a kind, and whether there is more than is shown."""

    label: str
    hits: list[Hit]
    more: bool

    @property
    def count(self) -> str:
        """How many there are, as far as is known."""
        return f"{len(self.hits)}+" if self.more else str(len(self.hits))


START: Registry[StartSection] = Registry("section of the start page")
SEARCHES: Registry[Search] = Registry("search")


def start_sections() -> list[tuple[str, Any]]:
    """The sections of the start page in order, as (template, content)."""
    found = sorted(START.values(), key=lambda section: section.order)
    return [(section.template, section.content()) for section in found]


def found_by(words: str, user: Any, *, most: int = MOST_FOUND) -> list[Group]:
    """What a user finds by words, kind by kind in order, ``most`` of each at most."""
    found = []
    for search in sorted(SEARCHES.values(), key=lambda search: search.order):
        hits = list(search.find(words, user, most + 1))
        by_group: dict[str, list[Hit]] = {}
        for hit in hits[:most]:
            by_group.setdefault(hit.group or str(search.label), []).append(hit)
        found += [Group(label, rows, len(hits) > most) for label, rows in by_group.items()]
    return found
