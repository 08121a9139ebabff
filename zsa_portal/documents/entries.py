"""Papers and official forms in the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.queries import found_forms, found_papers
from zsa_portal.people.front import SEARCHES, Hit, Search


def papers(words: str, user: Any, most: int) -> Sequence[Hit]:
    """Papers by name, of which the user may know the name and the matter."""
    return [
        Hit(
            paper.title,
            paper.get_absolute_url()
            if user.is_authenticated
            else reverse("notices:public_matter", args=[paper.matter_id]),
            paper.matter.shown_name,
        )
        for paper in found_papers(user, words, most)
    ]


def forms(words: str, user: Any, most: int) -> Sequence[Hit]:
    """Official forms by number or title, which the user may read."""
    return [Hit(str(form), form.get_absolute_url()) for form in found_forms(user, words, most)]


SEARCHES.add("documents.forms", Search(_("Official papers"), forms, 50))
SEARCHES.add("documents.papers", Search(_("Papers"), papers, 60))
