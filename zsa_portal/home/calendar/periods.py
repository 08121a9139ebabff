"""The days that the calendar shows at once: a month as a grid, a week, a month as a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after
from zsa_portal.regulations.workdays import DayKind, Workday, workday
from zsa_portal.workflow.calendar import Dated

WEEK = dt.timedelta(days=7)
SHOWN = 4
"""So many entries of a day stand in the grid of a month; the others are counted."""


class Span(models.TextChoices):
    """How much is shown at once, and how."""

    MONTH = "month", pgettext_lazy("calendar", "Month")
    WEEK = "week", gettext_lazy("Week")
    LIST = "list", gettext_lazy("List")


@dataclass(frozen=True)
class Period:
    """The span around a day: ``first`` to ``last`` are shown, both included; weeks begin on Monday."""

    span: str
    day: dt.date

    @property
    def first(self) -> dt.date:
        if self.span == Span.WEEK:
            return _monday(self.day)
        start = self.day.replace(day=1)
        return start if self.span == Span.LIST else _monday(start)

    @property
    def last(self) -> dt.date:
        if self.span == Span.WEEK:
            return self.first + dt.timedelta(days=6)
        end = months_after(self.day, 1, on=1) - dt.timedelta(days=1)
        return end if self.span == Span.LIST else _monday(end) + dt.timedelta(days=6)

    @property
    def before(self) -> dt.date:
        """A day of the span before."""
        back = self.span == Span.WEEK
        return self.day - WEEK if back else months_after(self.day, -1, on=1)

    @property
    def after(self) -> dt.date:
        """A day of the span after."""
        on = self.span == Span.WEEK
        return self.day + WEEK if on else months_after(self.day, 1, on=1)

    @property
    def title(self) -> str:
        """The span in words."""
        if self.span == Span.WEEK:
            return _("%(first)s to %(last)s") % {"first": self.first, "last": self.last}
        return date_format(self.day, "YEAR_MONTH_FORMAT")

    def holds(self, day: dt.date) -> bool:
        """Whether a day shown belongs to the span, and is not of the month beside it."""
        return self.span == Span.WEEK or (day.year, day.month) == (self.day.year, self.day.month)


@dataclass(frozen=True)
class Day:
    """One day shown with its entries in the order of time."""

    date: dt.date
    kind: Workday
    is_today: bool
    is_within: bool
    entries: list[Dated] = field(default_factory=list)

    @property
    def shown(self) -> list[Dated]:
        """What the grid of a month has room for."""
        return self.entries[:SHOWN]

    @property
    def more(self) -> int:
        """How many entries the grid of a month leaves out."""
        return max(0, len(self.entries) - SHOWN)

    @property
    def is_off(self) -> bool:
        """Whether one does not work on it."""
        return self.kind.kind in (DayKind.WEEKEND, DayKind.HOLIDAY)

    @property
    def said(self) -> str:
        """The holiday, or that one works on it in exchange for one; empty for all other days."""
        if self.kind.kind == DayKind.MOVED:
            return _("Working day (%(holiday)s)") % {"holiday": self.kind.holiday}
        return self.kind.holiday


def days_of(period: Period, entries: Iterable[Dated]) -> list[Day]:
    """The days of a period with what stands on each."""
    today, count = clock.today(), (period.last - period.first).days + 1
    dates = [period.first + dt.timedelta(days=n) for n in range(count)]
    days = {date: Day(date, workday(date), date == today, period.holds(date), []) for date in dates}
    for entry in entries:
        days[entry.day].entries.append(entry)
    return list(days.values())


def weeks_of(days: list[Day]) -> list[list[Day]]:
    """The days of whole weeks, week by week."""
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
