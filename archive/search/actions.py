"""Keeping searches; they are the own of each person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from archive.search.records import SavedSearch
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue

MOST_SAVED = 50
LONGEST = 600


def search_save(*, user: User, name: str, asked: str) -> SavedSearch:
    """Keep a search; ``asked`` is the query of the list's address.

    Raises BadValue("name", …) for a name that is taken, an empty search and more than fifty.
    """
    if not asked or len(asked) > LONGEST:
        raise BadValue("name", _("Search for something first, in at most a few words."))
    with transaction.atomic():
        own = SavedSearch.objects.filter(user=user.pk)
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
        _require_free(user.pk, name)
        if own.count() >= MOST_SAVED:
            sentence = _("You keep %(most)d searches already. Delete one that you need no more.")
            raise BadValue("name", sentence % {"most": MOST_SAVED})
        return SavedSearch.objects.create(user=user, name=name, asked=asked, saved_at=clock.now())


def search_rename(*, search: SavedSearch, name: str) -> SavedSearch:
    """Give a search another name. Raises BadValue("name", …) for one that is taken."""
    with transaction.atomic():
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=search.user_id)
        if name != search.name:
            _require_free(search.user_id, name)
        search.name = name
        search.save(update_fields=["name"])
        return search


def search_delete(*, search: SavedSearch) -> None:
    """Delete a search."""
    SavedSearch.objects.filter(pk=search.pk).delete()


def _require_free(user: int, name: str) -> None:
    if SavedSearch.objects.filter(user=user, name=name).exists():
        raise BadValue("name", _("You keep a search under this name already. Choose another."))
