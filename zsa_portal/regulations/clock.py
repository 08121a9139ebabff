"""The one clock. Nothing else in the portal asks what time it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
FURTHEST = dt.timedelta(days=366)
"""How far ahead a day that somebody sets may lie where no article says (ours); beyond it is a slip."""

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> dt.datetime:
    """The present instant, timezone-aware; what ``moved_to`` or the clock file say, else real time."""
    fixed = _fixed.get()
    return fixed if fixed is not None else timezone.now() + _offset()


def today() -> dt.date:
    """The present day in Asia/Shanghai."""
    return day_of(now())


def day_of(instant: dt.datetime) -> dt.date:
    """The calendar day of an aware instant in Asia/Shanghai."""
    return instant.astimezone(SHANGHAI).date()


def start_of(day: dt.date) -> dt.datetime:
    """The first instant of a day in Asia/Shanghai; the exclusive end of the day before."""
    return dt.datetime.combine(day, dt.time(), SHANGHAI)


@contextmanager
def moved_to(instant: dt.datetime) -> Iterator[None]:
    """Hold the clock at an aware instant for the present context: demonstration data and tests."""
    token = _fixed.set(instant)
    try:
        yield
    finally:
        _fixed.reset(token)


def start_of_year(year: int) -> dt.datetime:
    """The first instant of a calendar year in Asia/Shanghai; the exclusive end of the year before."""
    return start_of(dt.date(year, 1, 1))


def _offset() -> dt.timedelta:
    """Seconds in the file CLOCK_FILE names; moves all processes of a demonstration together."""
    path: Path | None = getattr(settings, "CLOCK_FILE", None)
    if path is None:
        return dt.timedelta()
    try:
        return dt.timedelta(seconds=float(path.read_text()))
    except (FileNotFoundError, ValueError):
        return dt.timedelta()
