"""The menus: each package puts its own entries there, from its ``entries.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.places import Places
from zsa_portal.regulations.registry import Registry


@dataclass(frozen=True, eq=False)
class Group:
    """A heading of the menu; an app that needs its own declares one."""

    label: str | Promise
    order: int


MINE = Group("", 0)
WORK = Group(_("Standards"), 10)
OWN_ORGANISATION = Group(_("My organisation"), 30)
SECRETARIAT = Group(_("Secretariat"), 40)
ADMINISTRATION = Group(_("Administration"), 50)
PUBLIC_SITE = Group("", 0)
"""The menu of the public site, which has no headings and is everybody's."""


def everybody(who: Places) -> bool:
    """Whoever has signed in sees the entry."""
    return True


def staff(who: Places) -> bool:
    """The association's own people see the entry."""
    return who.staff


@dataclass(frozen=True)
class Entry:
    """A line of a menu.

    ``url_name`` is the page it leads to; ``stands`` the groups it stands in, each with its place
    there; ``visible`` tells from a user's places, without queries of its own, whether the user has
    it in the menu of those signed in; ``count`` gives the rows of which it shows the number, asked
    for all entries of a page in one query.
    """

    label: str | Promise
    url_name: str
    icon: str
    stands: Mapping[Group, int]
    visible: Callable[[Places], bool] = everybody
    count: Callable[[Any], QuerySet[Any]] | None = None


MENU: Registry[Entry] = Registry("menu entry")


def entries_in(group: Group) -> Iterator[tuple[str, Entry]]:
    """The entries of a group with their keys, in order."""
    here = [(key, entry) for key, entry in MENU.items() if group in entry.stands]
    return iter(sorted(here, key=lambda found: found[1].stands[group]))


def groups() -> list[Group]:
    """The groups of the menu of those signed in, in order."""
    found = {group: None for entry in MENU.values() for group in entry.stands}
    return sorted((group for group in found if group is not PUBLIC_SITE), key=lambda g: g.order)
