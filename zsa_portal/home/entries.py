"""The desk's own menu entries, and the search of matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.home.queries import found_matters
from zsa_portal.people.front import SEARCHES, Hit, Search
from zsa_portal.people.menu import (
    ADMINISTRATION,
    MENU,
    MINE,
    PUBLIC_SITE,
    SECRETARIAT,
    Entry,
    staff,
)
from zsa_portal.people.places import Places
from zsa_portal.people.rules import keeps
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.twins import told_apart


def administrates(who: Places) -> bool:
    """Those who keep the portal running."""
    return who.is_admin


def reviews(who: Places) -> bool:
    """Those who sit on a body, and so may have to review."""
    return bool(who.bodies)


def matters(words: str, user: Any, most: int) -> Sequence[Hit]:
    """The matters the user may discover, by title or number: each procedure's under its name."""
    found = found_matters(user, words, most)
    apart = told_apart(found)
    return [
        Hit(
            matter.shown_name,
            matter.get_absolute_url()
            if user.is_authenticated
            else reverse("notices:public_matter", args=[matter.pk]),
            " · ".join(filter(None, (_where(matter), apart.get(matter.pk)))),
            matter.machine.plural_label(),
        )
        for matter in found
    ]


def _where(matter: Matter) -> str:
    return f"{matter.stage} {matter.state_info.label}"


MENU.add("home.start", Entry(_("Start"), "home:start", "house", {PUBLIC_SITE: 0}))
MENU.add("home.desk", Entry(_("My desk"), "home:desk", "house", {MINE: 10}))
MENU.add("home.inbox", Entry(_("My duties"), "home:inbox", "inbox", {MINE: 20}, count=open_duties))
MENU.add("home.calendar", Entry(_("Calendar"), "home:calendar", "calendar3", {MINE: 25}))
MENU.add("home.rules", Entry(_("Rules"), "home:rules", "book", {SECRETARIAT: 90}, staff))
MENU.add("home.boards", Entry(_("Pipelines"), "home:boards", "graph-up", {SECRETARIAT: 11}, staff))
MENU.add(
    "home.figures",
    Entry(_("Ages and turnout"), "home:figures", "bar-chart", {SECRETARIAT: 13}, keeps),
)
MENU.add(
    "home.expert_load",
    Entry(_("Experts at work"), "home:expert_load", "speedometer2", {SECRETARIAT: 12}, staff),
)
MENU.add(
    "home.my_reviewing",
    Entry(_("My reviewing"), "home:my_reviewing", "speedometer2", {MINE: 60}, reviews),
)
MENU.add(
    "home.admin",
    Entry(_("Administration"), "admin:index", "gear", {ADMINISTRATION: 10}, administrates),
)
SEARCHES.add("home.matters", Search(_("Matters"), matters, 20))
