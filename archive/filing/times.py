"""When a month's material is filed (归档管理制度 第六条)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Every

MONTHLY = Every(rule="A06a", months=1, on=20)
"""Every department files the past month's material on the 20th of each month (第六条第一款)."""


def last_day(month: dt.date) -> dt.date:
    """The last day on which the material of a month is filed in time; ``month`` is its first day."""
    following = (month + dt.timedelta(days=31)).replace(day=1)
    return MONTHLY.next_after(following - dt.timedelta(days=1))


def filing_due(filing: Any) -> dt.datetime:
    """The exclusive end of the time to file a month's material: the first instant after that day."""
    return clock.start_of(last_day(filing.month) + dt.timedelta(days=1))
