"""What the catalogue puts in the menus, on the start page and into the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue import queries
from zsa_portal.catalogue.models import Edition
from zsa_portal.people.front import SEARCHES, START, Hit, Search, StartSection
from zsa_portal.people.menu import MENU, PUBLIC_SITE, WORK, Entry

SHOWN = 10


def latest() -> list[Edition]:
    """The standards that were published last; those whose recognition was revoked stand below."""
    return sorted(queries.editions()[:SHOWN], key=lambda edition: edition.is_revoked)


def found(words: str, user: Any, most: int) -> Sequence[Hit]:
    """The published standards, which are everybody's, by number or title."""
    return [
        Hit(
            edition.shown_name,
            edition.get_absolute_url(),
            " · ".join(
                filter(None, [edition.other_number, edition.is_revoked and edition.shown_status])
            ),
        )
        for edition in queries.found_editions(words, most)
    ]


def announcements(words: str, user: Any, most: int) -> Sequence[Hit]:
    """The announcements of published standards, which are everybody's, by number or title."""
    return [
        Hit(str(one), one.get_absolute_url()) for one in queries.found_announcements(words, most)
    ]


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
SEARCHES.add("catalogue.editions", Search(_("Published standards"), found, 10))
SEARCHES.add("catalogue.announcements", Search(_("Announcements"), announcements, 40))
