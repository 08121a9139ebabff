"""When the quality department inspects, and which months it inspects (归档管理制度 第六条第二款)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Every, months_after

SINCE = dt.date(2023, 12, 1)
"""The series of inspections: the first one in force (2024-03-29) is that of June 2024."""
HALF_YEARLY = Every(rule="A06b", months=6, on=1)
"""The quality department inspects in June and December of each year (第六条第二款)."""
MONTHS = 6


def due_month(today: dt.date) -> dt.date | None:
    """The first day of the month in which one inspects, if today lies in one: June or December."""
    first = today.replace(day=1)
    return first if first in HALF_YEARLY.due_days(SINCE, first) else None


def months_inspected(month: dt.date) -> list[dt.date]:
    """The six months of material that an inspection is about: those before its own."""
    return [months_after(month, -back) for back in range(MONTHS, 0, -1)]


def inspection_due(inspection: Any) -> dt.datetime:
    """The exclusive end of an inspection's month."""
    return clock.start_of(months_after(inspection.month, 1))
