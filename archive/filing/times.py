"""When a month's material is filed (归档管理制度 第六条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Every, months_after, provision

MONTHLY = Every(rule="A06a", months=1, on=20)
"""Every department files the past month's material on the 20th of each month (第六条第一款)."""


def first_of(day: dt.date) -> dt.date:
    """The first day of the month before the month of a day: what is filed in that month."""
    return months_after(day, -1, on=1)


def following(month: dt.date) -> dt.date:
    """The first day of the month after one that is given by its first day."""
    return months_after(month, 1)


@provision("A06a", otherwise=())
def months_to_file(first: dt.date, last: dt.date) -> Sequence[dt.date]:
    """Every month from a department's first to the last one, by their first days (第六条第一款)."""
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    return [months_after(first, number) for number in range(count)]


def last_day(month: dt.date) -> dt.date:
    """The last day on which the material of a month is filed in time; ``month`` is its first day."""
    return MONTHLY.next_after(following(month))


def due_of(month: dt.date) -> dt.datetime | None:
    """The exclusive end of the time to file a month's material, None where no article sets one."""
    last = last_day(month)
    return None if last == dt.date.max else clock.start_of(last + dt.timedelta(days=1))


def filing_due(filing: Any) -> dt.datetime | None:
    """The exclusive end of the time to file: the first instant after the 20th of the next month."""
    return due_of(filing.month)


def is_late(month: dt.date, handed_over_at: dt.datetime | None) -> bool:
    """Whether a month was handed over after its last day, or is not handed over though it has passed."""
    due = due_of(month)
    return due is not None and (handed_over_at or clock.now()) >= due
