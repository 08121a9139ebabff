"""The menu entries of people, organisations and bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.finding import (
    found_bodies,
    found_experts,
    found_organisations,
    found_people,
)
from zsa_portal.people.front import SEARCHES, Hit, Search
from zsa_portal.people.menu import MENU, OWN_ORGANISATION, PUBLIC_SITE, SECRETARIAT, Entry, staff
from zsa_portal.people.places import Places, places_of
from zsa_portal.people.rules import keeps


def administers_one(who: Places) -> bool:
    """Those who look after the people of their own organisation."""
    return bool(who.administers)


def organisations(words: str, user: Any, most: int) -> Sequence[Hit]:
    """Organisations by name: each at its page, for others at its place among the members."""
    who = places_of(user)
    return [
        Hit(
            one.name,
            one.get_absolute_url()
            if who.staff or one.pk in who.organisations
            else among("people:members", one.name),
        )
        for one in found_organisations(user, words, most)
    ]


def bodies(words: str, user: Any, most: int) -> Sequence[Hit]:
    """Bodies by name or code: each at its page, for others at its place among the committees."""
    who = places_of(user)
    return [
        Hit(
            one.name,
            one.get_absolute_url()
            if who.staff or one.pk in who.bodies
            else among("people:committees", one.name),
            f"{one.get_kind_display()} · {one.code}",
        )
        for one in found_bodies(user, words, most)
    ]


def among(page: str, name: str) -> str:
    """The address of a public list, narrowed to a name."""
    return f"{reverse(page)}?{urlencode({'q': name})}"


def people(words: str, user: Any, most: int) -> Sequence[Hit]:
    """People with an account and experts by name, for staff: each at the page that tells of them."""
    found = found_people(user, words, most)
    hits = [
        Hit(one.name, one.get_absolute_url(), one.employer)
        for one in found_experts(user, words, most)
    ]
    return [*hits, *(Hit(one.name, one.place_url, one.place) for one in found)][:most]


MENU.add(
    "people.my_organisation",
    Entry(
        _("People and invitations"),
        "people:my_organisation",
        "people",
        {OWN_ORGANISATION: 10},
        administers_one,
    ),
)
MENU.add(
    "people.departments",
    Entry(_("Departments and posts"), "people:departments", "diagram-3", {SECRETARIAT: 30}, staff),
)
MENU.add(
    "people.organisations",
    Entry(_("Organisations"), "people:organisations", "buildings", {SECRETARIAT: 31}, staff),
)
MENU.add(
    "people.bodies",
    Entry(_("Committees and council"), "people:bodies", "people", {SECRETARIAT: 32}, staff),
)
MENU.add(
    "people.experts",
    Entry(_("Experts"), "people:experts", "person-badge", {SECRETARIAT: 33}, staff),
)
MENU.add(
    "people.invitations",
    Entry(_("Invitations"), "people:invitations", "person-plus", {SECRETARIAT: 34}, staff),
)
MENU.add(
    "people.imports",
    Entry(_("Import"), "people:imports", "upload", {SECRETARIAT: 35}, keeps),
)
MENU.add(
    "people.committees",
    Entry(_("Technical committees"), "people:committees", "people", {PUBLIC_SITE: 40}),
)
MENU.add(
    "people.members",
    Entry(_("Member organisations"), "people:members", "buildings", {PUBLIC_SITE: 41}),
)
SEARCHES.add("people.people", Search(_("People"), people, 70))
SEARCHES.add("people.organisations", Search(_("Organisations"), organisations, 80))
SEARCHES.add("people.bodies", Search(_("Committees and council"), bodies, 85))
