"""Which months of which department an inspection counts (归档管理制度 第六条第二款)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Min

from archive.filing.since import first_months
from archive.filing.times import due_of
from archive.inspections.times import MONTHS, months_inspected
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after, provision
from zsa_portal.workflow.models import LogEntry

Inspection = Any
Sent = Mapping[dt.date, dt.datetime]


@provision("A06b", otherwise=())
def months_left(month: dt.date, sent: dt.datetime | None) -> Sequence[dt.date]:
    """What the inspection of a month leaves to the next: months not yet due when it was first sent.

    The first sending decides, also when one inspects again: no month counts twice. One that was
    never sent leaves nothing.
    """
    return [one for one in months_inspected(month) if sent is not None and not _is_due(one, sent)]


@provision("A06b", otherwise=())
def months_counted(inspection: Inspection) -> Sequence[dt.date]:
    """The months that this inspection counts: those of its half-year that are due, and what was left.

    Due when its findings were first sent; now, while they are not. One query.
    """
    sent = _first_sent([inspection])
    at = sent.get(inspection.month, clock.now())
    return [one for one in _at_hand(inspection, sent) if _is_due(one, at)]


@provision("A15", otherwise={})
def months_of_each(inspection: Inspection, homes: Iterable[int]) -> Mapping[int, Sequence[dt.date]]:
    """The months counted of each department, by its key: since its first filing, none from before.

    One that has none yet counts since the first filing of the archive. What nobody could file
    withholds nothing (附则 第十四条). Two queries.
    """
    months, first = months_counted(inspection), first_months()
    begun = min(first.values(), default=dt.date.max)
    return {home: [one for one in months if one >= first.get(home, begun)] for home in homes}


def months_at_hand(inspections: Collection[Inspection]) -> set[dt.date]:
    """The months whose filings are looked at, due or not: what was left, and the half-years; one query."""
    sent = _first_sent(inspections)
    return {month for one in inspections for month in _at_hand(one, sent)}


def _at_hand(inspection: Inspection, sent: Sent) -> Sequence[dt.date]:
    before = _before(inspection)
    return [*months_left(before, sent.get(before)), *months_inspected(inspection.month)]


def _before(inspection: Inspection) -> dt.date:
    return months_after(inspection.month, -MONTHS)


def _first_sent(inspections: Collection[Inspection]) -> Sent:
    """When the findings of inspections and of those before them were first sent, by their months."""
    months = {month for one in inspections for month in (one.month, _before(one))}
    rows = LogEntry.objects.filter(matter__inspection__month__in=months, step="send_findings")
    return dict(rows.order_by().values_list("matter__inspection__month").annotate(Min("at")))


def _is_due(month: dt.date, at: dt.datetime) -> bool:
    due = due_of(month)
    return due is None or due <= at
