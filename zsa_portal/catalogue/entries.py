"""What the catalogue puts in the menus, on the start page and into the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue import queries
from zsa_portal.catalogue.models import Edition
from zsa_portal.people.front import MOST_FOUND, SEARCHES, START, Search, StartSection
from zsa_portal.people.menu import MENU, PUBLIC_SITE, WORK, Entry

SHOWN = 10


def latest() -> list[Edition]:
    """The standards that were published last; those whose recognition was revoked stand below."""
    return sorted(queries.editions()[:SHOWN], key=lambda edition: edition.is_revoked)


def found(words: str, user: Any) -> Sequence[Edition]:
    """The published standards, which are everybody's, by number or title."""
    return list(queries.narrowed(queries.editions(), words)[:MOST_FOUND])


MENU.add(
    "catalogue.standards",
    Entry(
        _("Published standards"),
        "catalogue:catalogue",
        "journal-text",
        {WORK: 30, PUBLIC_SITE: 10},
    ),
)
START.add("catalogue.latest", StartSection("catalogue/start_section.html", latest, 20))
SEARCHES.add("catalogue.editions", Search("catalogue/found_editions.html", found, 10))
