"""Atom feeds of what anyone may read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

MOST = 50


class AtomFeed(Feed):
    """A feed of the newest rows; give ``page`` (the address of the list), ``title``, ``rows``.

    An entry's id is the address of its page; it never changes.
    """

    feed_type = Atom1Feed
    page = ""
    name = ""

    def link(self) -> str:
        return reverse(self.page)

    def feed_url(self) -> str:
        """The feed's own address."""
        return reverse(self.name)

    def items(self) -> list[Any]:
        return list(self.rows()[:MOST])

    def rows(self) -> Any:
        """The public rows, the newest first."""
        raise NotImplementedError

    def instant(self, row: Any) -> dt.datetime:
        """When a row became public, aware."""
        raise NotImplementedError

    def item_pubdate(self, row: Any) -> dt.datetime:
        return self.instant(row)

    def item_updateddate(self, row: Any) -> dt.datetime:
        return self.instant(row)

    def item_title(self, row: Any) -> str:
        return f"{row.number} {row.title}"

    def item_description(self, row: Any) -> str:
        return ""
