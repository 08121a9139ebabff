"""Feeds and the site map of notices."""

from __future__ import annotations

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.notices.kinds import KINDS
from zsa_portal.notices.models import Notice
from zsa_portal.ui.due import last_day
from zsa_portal.ui.feeds import AtomFeed


class NoticeFeed(AtomFeed):
    """Every public notice, the newest first."""

    title = gettext_lazy("Public notices")
    page = "notices:public_list"
    name = "notices:feed"

    def rows(self) -> QuerySet[Notice]:
        return Notice.objects.all()

    def instant(self, row: Notice) -> dt.datetime:
        return row.opened_at

    def item_description(self, row: Notice) -> str:
        until = _("Open until %(day)s, 24:00 Beijing time") % {"day": last_day(row.closes_at)}
        return f"{row.kind_label}. {until}"


class ConsultationFeed(NoticeFeed):
    """The consultations on texts that are open now."""

    title = gettext_lazy("Open consultations")
    name = "notices:consultation_feed"

    def rows(self) -> QuerySet[Notice]:
        texts = [code for code, kind in KINDS.items() if kind.with_clauses]
        return Notice.objects.open().filter(kind__in=texts)


class NoticeSitemap(Sitemap):
    """The pages of all notices."""

    def items(self) -> QuerySet[Notice]:
        return Notice.objects.all()

    def lastmod(self, row: Notice) -> dt.datetime:
        return row.opened_at
