"""What standards put in the menus, on the start page and into the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from standards.catalogue.models import Edition
from standards.queries import found_editions, latest_editions
from zsa_portal.people.front import MOST_FOUND, SEARCHES, START, Search, StartSection
from zsa_portal.people.menu import MENU, PUBLIC_SITE, WORK, Entry
from zsa_portal.people.places import Places

SHOWN = 10


def may_propose(who: Places) -> bool:
    """Those who act for an organisation."""
    return bool(who.organisations)


def latest() -> QuerySet[Edition]:
    """The standards that were published last."""
    return latest_editions()[:SHOWN]


def editions(words: str, user: Any) -> Sequence[Edition]:
    """The published standards, which are everybody's, by number or title."""
    return list(found_editions(words)[:MOST_FOUND])


MENU.add("standards.projects", Entry(_("Projects"), "standards:projects", "kanban", {WORK: 10}))
MENU.add(
    "standards.proposal_new",
    Entry(
        _("New proposal"),
        "standards:proposal_new",
        "file-earmark-plus",
        {WORK: 20},
        may_propose,
    ),
)
MENU.add(
    "standards.catalogue",
    Entry(
        _("Published standards"),
        "standards:catalogue",
        "journal-text",
        {WORK: 30, PUBLIC_SITE: 10},
    ),
)
START.add("standards.latest", StartSection("standards/catalogue/start_section.html", latest, 20))
SEARCHES.add("standards.editions", Search("standards/catalogue/found_editions.html", editions, 10))
