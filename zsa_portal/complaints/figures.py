"""The numbers of complaints for the quality system (S7.2.4a): a year, quarter by quarter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from django.utils.translation import gettext as _

from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.states import Outcome, Satisfaction
from zsa_portal.regulations import clock
from zsa_portal.ui.charts import Bar
from zsa_portal.ui.elements import Tone

QUARTERS = (1, 2, 3, 4)
MONTHS = 3
TONES: dict[str, Tone] = {Outcome.UPHELD: "bad", Outcome.PARTLY: "warn", Outcome.SETTLED: "ok"}


@dataclass
class Figures:
    """Complaints received in a period, and what became of them by now.

    ``outcomes`` counts those that ended, ``late`` those that took, or take, longer than allowed;
    ``days`` holds the natural days that each ended one took.
    """

    label: str
    received: int = 0
    open: int = 0
    on_time: int = 0
    late: int = 0
    satisfied: int = 0
    not_satisfied: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)

    @property
    def median_days(self) -> float | None:
        """The median of the days that ended complaints took; None where none ended."""
        return median(self.days) if self.days else None

    def take(self, one: Complaint) -> None:
        """Count one complaint."""
        self.received += 1
        self.open += one.ended_at is None
        self.late += one.is_late
        self.on_time += one.ended_at is not None and not one.is_late
        self.satisfied += one.satisfaction == Satisfaction.SATISFIED
        self.not_satisfied += one.satisfaction == Satisfaction.NOT_SATISFIED
        if one.ended_at is not None:
            self.outcomes[one.outcome] += 1
            self.days.append((clock.day_of(one.ended_at) - clock.day_of(one.created_at)).days)


def years() -> list[int]:
    """The years in which complaints came in, newest first; this one at least."""
    found = Complaint.objects.dates("created_at", "year")
    return sorted({day.year for day in found} | {clock.today().year}, reverse=True)


def of_year(year: int) -> list[Figures]:
    """The four quarters of a year and the year; one query."""
    quarters = [Figures(_("Quarter %(number)d") % {"number": number}) for number in QUARTERS]
    whole = Figures(_("Year %(year)d") % {"year": year})
    for one in _received(year):
        month = clock.day_of(one.created_at).month
        quarters[(month - 1) // MONTHS].take(one)
        whole.take(one)
    return [*quarters, whole]


def _received(year: int) -> Iterable[Complaint]:
    first, after = (clock.start_of(dt.date(one, 1, 1)) for one in (year, year + 1))
    rows = Complaint.objects.filter(created_at__gte=first, created_at__lt=after)
    return rows.only("created_at", "ended_at", "close_by", "outcome", "satisfaction")


def headings() -> list[str]:
    """What the columns of the table are called."""
    return [
        _("Period"),
        _("Complaints received"),
        _("Still open"),
        *(str(label) for label in Outcome.labels),
        _("Ended in time"),
        _("Late"),
        _("Median days"),
        _("Satisfied"),
        _("Not satisfied"),
    ]


def cells(row: Figures) -> list[str | int | float | None]:
    """A row of the table, in the order of its headings."""
    return [
        row.label,
        row.received,
        row.open,
        *(row.outcomes[outcome] for outcome in Outcome.values),
        row.on_time,
        row.late,
        row.median_days,
        row.satisfied,
        row.not_satisfied,
    ]


def bars(whole: Figures) -> Sequence[Bar]:
    """The outcomes of a year as bars, those still open first."""
    rows = [Bar(_("Still open"), whole.open, "info")]
    rows += [
        Bar(str(Outcome(one).label), whole.outcomes[one], TONES.get(one, "neutral"))
        for one in Outcome.values
    ]
    return rows
