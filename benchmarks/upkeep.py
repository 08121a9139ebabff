"""The sweep that opens re-checks and re-examinations, over a hundred thousand recognised standards."""

from __future__ import annotations

import datetime as dt
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import Verdicts
from certification.upkeep.calendar import (
    SERIES,
    Series,
    due_open,
    recognised,
    standards_enter,
)
from zsa_portal.catalogue import kinds
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.people.models import Organisation
from zsa_portal.regulations import clock

STANDARDS, BODIES = 100_000, 400
FIRST = 1_000_000
SECONDS = 10.0
AT_ONCE = 20_000
ROUNDS = 2
QUERIES = 20
"""Whatever the number of standards, and of those that are due."""


def show() -> Verdicts:
    """Make the standards, open what is due round by round, and say how long and how many queries."""
    _make()
    while standards_enter():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\nUpkeep: rounds over {recognised().count():,} recognised standards")
    return [
        line for _turn in range(ROUNDS) for series in SERIES.values() for line in _round(series)
    ]


def _round(series: Series) -> Verdicts:
    """Open what is due of one series; sentences where it takes too long or too many queries."""
    with CaptureQueriesContext(connection) as queries:
        begun = time.perf_counter()
        opened = due_open(series)
        took = time.perf_counter() - begun
    print(f"  {series.kind}: {opened:,} opened, {len(queries)} queries, {took:.1f} s")
    over: Verdicts = []
    if took > SECONDS:
        over.append(f"the sweep of {series.kind} took {took:.1f} s, more than {SECONDS:.0f}")
    if len(queries) > QUERIES:
        over.append(f"the sweep of {series.kind} takes {len(queries)} queries, more than {QUERIES}")
    return over


def _make() -> None:
    """A hundred thousand recognised standards of some hundred bodies, over the last three years."""
    kind = next(one.key for one in kinds.KINDS.values() if kinds.Status.REVOKED in one.ends)
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"联盟{number}", kind=Organisation.Kind.ENTERPRISE)
        for number in range(BODIES)
    )
    today = clock.today()
    for begin in range(0, STANDARDS, AT_ONCE):
        numbers = range(FIRST + begin, FIRST + begin + AT_ONCE)
        standards = Standard.objects.bulk_create(Standard(running=number) for number in numbers)
        Edition.objects.bulk_create(
            _edition(standard, kind, bodies[standard.running % BODIES], today)
            for standard in standards
        )


def _edition(standard: Standard, kind: str, body: Organisation, today: dt.date) -> Edition:
    day = today - dt.timedelta(days=standard.running % 1000)
    return Edition(
        kind=kind,
        standard=standard,
        number=f"T/ZSA {standard.running}-{day.year}",
        title=f"标准 {standard.running}",
        year=day.year,
        status=Edition.Status.CURRENT,
        published_on=day,
        implemented_on=day,
        source_body=body,
        source_number=f"T/B {standard.running}-{day.year}",
    )
