"""What a borrower did with what was lent: pages read, copies saved, what was refused (第十六条)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Count, DateField, F, IntegerField, Max, Min, Value
from django.db.models.functions import Coalesce, TruncDate

from archive.loans.records import LoanItem
from zsa_portal.documents.readings import ReadLog
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Text

HOW: dict[str, Text] = dict(ReadLog.How.choices)
READS = "item__document__versions__reads"
REFUSALS = "item__document__read_refusals"


@dataclass(frozen=True)
class Handled:
    """What a borrower did with a record on one day in one way: from when to when, how many times.

    ``pages`` is how many different pages were read; None for what was refused.
    """

    record: str
    how: Text
    first: dt.datetime
    last: dt.datetime
    times: int
    pages: int | None


def handled_in(loans: Iterable[int]) -> dict[int, Sequence[Handled]]:
    """What the borrowers of loans (their keys) did with the records of each; two queries.

    Readings from the opening to the end of the loan, and refusals from the opening on: also what was
    asked for when it was over. The earliest first; nothing of who did nothing.
    """
    asked, found = list(loans), defaultdict(list)
    for loan, one in chain(_readings(asked), _refusals(asked)):
        found[loan].append(one)
    return {loan: sorted(those, key=lambda one: one.first) for loan, those in found.items()}


def _readings(loans: list[int]) -> Iterator[tuple[int, Handled]]:
    ended = Coalesce("loan__ended_at", "loan__closes_at")
    pages = Count(f"{READS}__page", distinct=True)
    return _told(loans, READS, pages, **{f"{READS}__at__lte": ended})


def _refusals(loans: list[int]) -> Iterator[tuple[int, Handled]]:
    return _told(loans, REFUSALS, Value(None, output_field=IntegerField()))


def _told(
    loans: list[int], what: str, pages: Any, **narrowed: Any
) -> Iterator[tuple[int, Handled]]:
    rows = LoanItem.objects.filter(
        loan__in=loans,
        **{f"{what}__by": F("loan__borrower"), f"{what}__at__gte": F("loan__opens_at")},
        **narrowed,
    )
    at = f"{what}__at"
    day = TruncDate(at, tzinfo=clock.SHANGHAI, output_field=DateField())
    days = rows.order_by().values("loan", "item__name", f"{what}__how", day=day)
    told = days.annotate(first=Min(at), last=Max(at), times=Count(f"{what}__pk"), pages=pages)
    for one in told:
        yield (
            one["loan"],
            Handled(
                one["item__name"],
                HOW[one[f"{what}__how"]],
                one["first"],
                one["last"],
                one["times"],
                one["pages"],
            ),
        )
