"""Working days and official holidays of the mainland, as the State Council announces them each autumn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import chinese_calendar
from django.utils.translation import get_language

SATURDAY = 5


class DayKind(StrEnum):
    """What a natural day is; ``MOVED`` is a day of a weekend on which one works for a holiday."""

    WORK = "work"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED = "moved"


@dataclass(frozen=True)
class Workday:
    """The kind of a day, and the holiday because of which it is one; ``known`` if it was announced."""

    kind: DayKind
    holiday: str = ""
    known: bool = True


def workday(day: dt.date) -> Workday:
    """What a day is. Of a year that is not announced yet only the weekends are known."""
    weekend = day.weekday() >= SATURDAY
    plain = DayKind.WEEKEND if weekend else DayKind.WORK
    try:
        is_off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return Workday(plain, known=False)
    if name is None:
        return Workday(plain)
    kind = DayKind.HOLIDAY if is_off else DayKind.MOVED
    return Workday(kind, _named(name))


def _named(name: str) -> str:
    chinese = (get_language() or "").startswith("zh")
    return chinese_calendar.Holiday(name).chinese if chinese else name
