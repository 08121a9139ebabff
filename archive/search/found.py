"""The archive's records in the search of the header: by name, for those who may know the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from archive.search import queries
from archive.search.ways import kept
from zsa_portal.people.front import Hit
from zsa_portal.people.places import places_of
from zsa_portal.ui.finding.words import asked


def records(words: str, user: Any, most: int) -> Sequence[Hit]:
    """The records that one of the staff finds by name, the newest first; none whose name is masked."""
    typed = asked(words)
    if not typed or not places_of(user).staff:
        return []
    rows = queries.named_to(user, kept().filter(typed.named_in("words", "name")))
    return [
        Hit(row.name, reverse("archive:item", args=[row.pk]), f"{row.department} {row.folder.year}")
        for row in rows.select_related("department", "folder").defer("words", "folder__words")[
            :most
        ]
    ]
