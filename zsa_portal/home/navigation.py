"""What a user finds in the menu: only what the user may enter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse

from zsa_portal.home.queries import MOST_SHOWN
from zsa_portal.people.menu import MENU, PUBLIC_SITE, Entry, entries_in
from zsa_portal.people.menu import groups as menu_groups
from zsa_portal.people.places import Places

Item = dict[str, Any]


def counted(who: Places) -> dict[str, Entry]:
    """The entries that show a number in the menu of a user with these places, by key."""
    return {key: entry for key, entry in MENU.items() if entry.count and entry.visible(who)}


def groups(path: str, who: Places, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """The menu of a signed-in user with these places; ``path`` is the page shown now.

    ``counts`` are the numbers of the entries that show one, by key.
    """
    found = []
    for group in menu_groups():
        seen = ((key, entry) for key, entry in entries_in(group) if entry.visible(who))
        if items := _items(path, seen, counts):
            found.append({"title": str(group.label), "items": items})
    return found


def public(path: str) -> list[Item]:
    """The menu of the public site."""
    return _items(path, entries_in(PUBLIC_SITE), {})


def _items(
    path: str, entries: Iterable[tuple[str, Entry]], counts: Mapping[str, int]
) -> list[Item]:
    """The entries as the templates draw them; without those whose page this portal does not have."""
    found = []
    for key, entry in entries:
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        found.append(
            {
                "label": str(entry.label),
                "url": url,
                "icon": entry.icon,
                "active": path == url,
                "count": _shown(counts.get(key)),
            }
        )
    return found


def _shown(count: int | None) -> int | str | None:
    """A number as the menu shows it."""
    return f"{MOST_SHOWN}+" if count and count > MOST_SHOWN else count
