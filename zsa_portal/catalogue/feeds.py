"""The feed and the site map of the published standards."""

from __future__ import annotations

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.catalogue import queries
from zsa_portal.catalogue.models import Edition
from zsa_portal.regulations import clock
from zsa_portal.ui.feeds import AtomFeed


class StandardFeed(AtomFeed):
    """The published standards, the latest first."""

    title = gettext_lazy("Published standards")
    page = "catalogue:catalogue"
    name = "catalogue:feed"

    def rows(self) -> QuerySet[Edition]:
        return queries.editions()

    def instant(self, row: Edition) -> dt.datetime:
        return clock.start_of(row.published_on)

    def item_link(self, row: Edition) -> str:
        return address_of(row)

    def item_description(self, row: Edition) -> str:
        return _("In force from %(day)s") % {"day": row.implemented_on}


class StandardSitemap(Sitemap):
    """The pages of all published editions."""

    def items(self) -> QuerySet[Edition]:
        return queries.editions()

    def location(self, row: Edition) -> str:
        return address_of(row)

    def lastmod(self, row: Edition) -> dt.date:
        return max(row.published_on, row.status_since or row.published_on)


def address_of(row: Edition) -> str:
    """The page of one edition; the next edition of the standard does not change it."""
    return reverse("catalogue:edition", args=[row.standard.key, row.year])
