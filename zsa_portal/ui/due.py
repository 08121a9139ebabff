"""Deadlines in words. An end is exclusive: 2026-03-18 00:00 means that 17 March is the last day."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON_DAYS = 3
Urgency = Literal["overdue", "today", "soon", "later"]


@dataclass(frozen=True, slots=True)
class Due:
    urgency: Urgency
    words: str
    last_day: dt.date


def last_day(end: dt.datetime | dt.date) -> dt.date:
    """Return the last natural day before the exclusive `end`; a plain date is itself."""
    if isinstance(end, dt.datetime):
        return timezone.localtime(end - dt.timedelta(microseconds=1)).date()
    return end


def describe(due: dt.datetime | dt.date, now: dt.datetime) -> Due:
    """Return how urgent `due` is at `now` (aware), counted in natural days of the current zone."""
    day = last_day(due)
    days = (day - timezone.localtime(now).date()).days
    over = now >= due if isinstance(due, dt.datetime) else days < 0
    if over:
        return Due("overdue", _overdue_words(-days), day)
    if days == 0:
        return Due("today", _("due today"), day)
    words = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return Due("soon" if days <= SOON_DAYS else "later", words, day)


def _overdue_words(days: int) -> str:
    if days <= 0:
        return _("time is up")
    return ngettext("overdue by %(days)d day", "overdue by %(days)d days", days) % {"days": days}
