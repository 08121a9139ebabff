"""The mail of a day: what was found new since the last one, in the subscriber's fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.outbox.models import Mail
from zsa_portal.regulations import clock
from zsa_portal.subscriptions.actions import letter_post
from zsa_portal.subscriptions.models import Letter, News, Subscription
from zsa_portal.subscriptions.topics import TOPICS
from zsa_portal.workflow.sweeps import sweep

HOUR = 8
"""The hour of the day, Beijing time, from which that day's mails go out."""
MOST_LINES = 50
AT_ONCE = 500
ONE_FINDER = 20_261_129
"""The advisory lock of the round that finds what is new."""


@sweep("subscriptions.news")
@transaction.atomic
def find_news() -> int:
    """Note what has become public since the last time, each thing once; how many things.

    One round at a time, so that a thing found later never gets a smaller key.
    """
    found = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_FINDER])
    for topic in TOPICS.values():
        known = News.objects.filter(topic=topic.key).order_by().values("thing")
        pks = list(topic.rows().exclude(pk__in=known).order_by("pk").values_list("pk", flat=True))
        fields = topic.fields(pks) if pks else {}
        rows = [News(topic=topic.key, thing=pk, fields=fields.get(pk, [])) for pk in pks]
        found += len(News.objects.bulk_create(rows, ignore_conflicts=True))
    return found


@sweep("subscriptions.mails")
def mail_news() -> int:
    """Mail each subscriber what is new, once a day at most; how many mails were queued.

    Each in a transaction of its own: what was mailed and that it was are stored together.
    """
    now = clock.now().astimezone(clock.SHANGHAI)
    if now.hour < HOUR:
        return 0
    pks = list(_waiting(now.date()).values_list("pk", flat=True)[:AT_ONCE])
    return sum(_mail_one(pk, now.date()) for pk in pks)


def _waiting(day: dt.date) -> QuerySet[Subscription]:
    rows = Subscription.objects.filter(confirmed_at__isnull=False)
    return rows.filter(Q(looked_on=None) | Q(looked_on__lt=day)).order_by("pk")


@transaction.atomic
def _mail_one(pk: int, day: dt.date) -> int:
    row = _waiting(day).select_for_update(skip_locked=True).filter(pk=pk).first()
    if row is None:
        return 0
    news = list(_news_for(row))
    last = News.objects.order_by("-pk").values_list("pk", flat=True).first()
    row.looked_on, row.seen = day, max(row.seen, last or 0)
    row.save(update_fields=["looked_on", "seen"])
    with translation.override(row.language):
        groups = _groups(news)
        count = sum(map(len, groups.values()))
        if not count:
            return 0
        said = ngettext(
            "%(n)d thing is new on the standards portal",
            "%(n)d things are new on the standards portal",
            count,
        )
        letter_post(row, subject=said % {"n": count}, lines=list(_lines(groups)), day=day)
    return 1


def _news_for(row: Subscription) -> QuerySet[News]:
    rows = News.objects.filter(pk__gt=row.seen, topic__in=row.topics)
    return (rows.filter(fields__overlap=row.fields) if row.fields else rows).order_by("pk")


def _groups(news: Iterable[News]) -> dict[str, list[Any]]:
    """The things that are public still, by topic, in the order of the topics."""
    keys: dict[str, list[int]] = {}
    for one in news:
        keys.setdefault(one.topic, []).append(one.thing)
    return {
        topic.key: list(topic.rows().filter(pk__in=keys[topic.key]))
        for topic in TOPICS.values()
        if topic.key in keys
    }


def _lines(groups: Mapping[str, Sequence[Any]]) -> Iterable[str]:
    for key, rows in groups.items():
        if rows:
            yield str(TOPICS[key].label)
            yield from (TOPICS[key].line(row) for row in rows[:MOST_LINES])
        if len(rows) > MOST_LINES:
            more = len(rows) - MOST_LINES
            yield _("And %(n)d more on %(url)s") % {"n": more, "url": settings.SITE_URL}


def end_headers(mail: Mail) -> dict[str, str]:
    """The headers by which a mail program ends the subscription of a mail in one click (RFC 8058)."""
    letter = Letter.objects.filter(mail=mail.pk).select_related("subscription").first()
    if letter is None:
        return {}
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}{letter.subscription.end_url()}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
