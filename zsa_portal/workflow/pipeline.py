"""How many matters of a procedure stand in which of its stages, how long, how many are overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.ui.listing import plain
from zsa_portal.workflow.machine import MACHINES, Text
from zsa_portal.workflow.models import LogEntry, Matter

OVER: Mapping[str, Text] = {"done": _("Completed"), "ended": _("Ended otherwise")}
"""The outcomes of matters that stand in no stage any more, as a board counts them."""
DAY = dt.timedelta(days=1)


class Median(Aggregate):
    """The middle of the values, between the two middle ones where their number is even."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Column:
    """The matters of one stage, or of one outcome, of a procedure.

    ``median_days`` and ``oldest_days`` are natural days since they entered the stage; None where
    there are none, and for those that stand in none any more.
    """

    key: str
    code: str
    label: Text
    matters: int = 0
    overdue: int = 0
    median_days: float | None = None
    oldest_days: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether its matters are over: nothing is waited for."""
        return self.code in OVER


def columns_of(machine: type[Matter]) -> dict[str, Column]:
    """The empty columns of a procedure by their key ``KIND:STAGE``: its stages, then the outcomes."""
    labels = {**machine.STAGES, **OVER}
    return {
        f"{machine.kind_code}:{code}": Column(f"{machine.kind_code}:{code}", code, label)
        for code, label in labels.items()
        if codes_in(machine, code)
    }


def codes_in(machine: type[Matter], column: str) -> list[str]:
    """The states of a procedure that one column gathers: of a stage those that go on."""
    return [
        code
        for code, info in machine.STATES.items()
        if (info.outcome if info.outcome in OVER else info.stage.partition(".")[0]) == column
    ]


def stands_in(key: str) -> Q:
    """The condition that a matter is counted in the column of that key; none for an unknown one."""
    kind, _colon, column = key.partition(":")
    machine = MACHINES.get(kind)
    return Q(kind=kind, state__in=codes_in(machine, column) if machine else [])


def is_over() -> Q:
    """The condition that a matter has come to an end, a good one or another."""
    over = Q(pk__in=[])
    for kind, machine in MACHINES.items():
        codes = [code for code, info in machine.STATES.items() if info.outcome in OVER]
        over |= Q(kind=kind, state__in=codes)
    return over


def is_overdue() -> Q:
    """The condition that a matter's deadline has passed and something is still waited for."""
    return Q(due_at__lte=clock.now()) & ~is_over()


def pipeline(machine: type[Matter], rows: QuerySet[Any]) -> list[Column]:
    """The columns of a procedure over the matters in ``rows`` (of ``Matter``); one query."""
    counted = _by_column(machine, rows.filter(kind=machine.kind_code))
    return [_filled(column, counted.get(column.code)) for column in columns_of(machine).values()]


@dataclass(frozen=True)
class StagesNow:
    """Where matters stand now: the stages with any by procedure, and the keys of the latest ones.

    ``latest`` holds the overdue whose deadlines passed first, as many of each state as was asked.
    """

    stages: Mapping[str, list[Column]]
    latest: Sequence[int]


def stages_now(rows: QuerySet[Any], latest: int) -> StagesNow:
    """The stages in which matters in ``rows`` (of ``Matter``) stand now, by procedure; one query.

    Stages without any are left out, and so are procedures; matters that are over are not counted.
    No ages: see ``pipeline``.
    """
    late = Q(due_at__lte=clock.now())
    keys = ArrayAgg("pk", filter=late, order_by=("due_at", "pk"), default=Value([]))
    groups = rows.order_by().values("kind", "state").annotate(matters=Count("pk"), late=keys)
    found = {(row["kind"], row["state"]): (row["matters"], row["late"]) for row in groups}
    stages = {kind: _running(machine, found) for kind, machine in MACHINES.items()}
    return StagesNow(
        {kind: columns for kind, columns in stages.items() if columns},
        [
            pk
            for (kind, state), (_matters, late_ones) in found.items()
            if MACHINES[kind].STATES[state].outcome not in OVER
            for pk in late_ones[:latest]
        ],
    )


def _running(
    machine: type[Matter], found: Mapping[tuple[str, str], tuple[int, Sequence[int]]]
) -> list[Column]:
    columns = []
    for column in columns_of(machine).values():
        codes = codes_in(machine, column.code)
        here = [found.get((machine.kind_code, code), (0, ())) for code in codes]
        matters, overdue = sum(one for one, _late in here), sum(len(late) for _one, late in here)
        if matters and not column.is_over:
            columns.append(replace(column, matters=matters, overdue=overdue))
    return columns


def _filled(column: Column, found: Mapping[str, Any] | None) -> Column:
    if found is None:
        return column
    values = {"matters": found["matters"], "overdue": found["overdue"]}
    if not column.is_over:
        values |= {
            "median_days": plain(found["median"] / DAY),
            "oldest_days": found["oldest"] // DAY,
        }
    return replace(column, **values)


def _by_column(machine: type[Matter], rows: QuerySet[Any]) -> dict[str, dict[str, Any]]:
    gathered = {
        column.code: codes_in(machine, column.code) for column in columns_of(machine).values()
    }
    place = [When(state__in=codes, then=Value(code)) for code, codes in gathered.items()]
    since = [
        When(state__in=codes, then=_entered(codes))
        for code, codes in gathered.items()
        if code not in OVER
    ]
    day = TruncDate(F("since"), tzinfo=clock.SHANGHAI)
    age = ExpressionWrapper(Value(clock.today()) - day, output_field=DurationField())
    found = (
        rows.order_by()
        .annotate(
            column=Case(*place, output_field=CharField()),
            since=Coalesce(Case(*since, output_field=DateTimeField()), "created_at"),
        )
        .annotate(age=age)
        .values("column")
        .annotate(
            matters=Count("pk"),
            overdue=Count("pk", filter=is_overdue()),
            median=Median("age"),
            oldest=Max("age"),
        )
    )
    return {row["column"]: row for row in found}


def _entered(codes: list[str]) -> Subquery:
    """When a matter came into these states last from others; null where it began in one."""
    moves = LogEntry.objects.filter(matter=OuterRef("pk"), to_state__in=codes)
    return Subquery(moves.exclude(from_state__in=codes).order_by("-pk").values("at")[:1])
