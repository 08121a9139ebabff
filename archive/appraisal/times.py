"""When a record's time is over: so many years from the end of the year in which it was filed.

The regulation says nothing of retention; the classes and the way of counting are common practice of
Chinese archives (保管期限：永久、30年、10年，自归档次年起算).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from archive.kinds import Retention
from zsa_portal.regulations import clock

YEARS: dict[str, int] = {Retention.YEARS_10: 10, Retention.YEARS_30: 30}
"""How many years each class keeps a record; what is kept permanently is in none."""


def last_year(item: Any) -> int | None:
    """The year at whose end a record's time is over; None for one that is kept permanently."""
    years = YEARS.get(item.retention)
    if years is None or (item.counted_from is None and item.accepted_at is None):
        return None
    begun: int = item.counted_from or clock.day_of(item.accepted_at).year
    return begun + years


def is_over(today: dt.date) -> Q:
    """The condition on records that their time is over on a day: its last year has passed."""
    found = Q(pk__in=[])
    for retention, years in YEARS.items():
        first = today.year - years
        begun = Q(counted_from__lt=first) | Q(
            counted_from__isnull=True, accepted_at__lt=clock.start_of(dt.date(first, 1, 1))
        )
        found |= Q(retention=retention) & begun
    return found


def last_year_in_sql() -> Any:
    """``last_year`` as a column of records whose time ends."""
    cases = [When(retention=retention, then=Value(years)) for retention, years in YEARS.items()]
    return Coalesce(F("counted_from"), ExtractYear("accepted_at")) + Case(*cases)
