"""An inspection of the filings, from its opening to the incentive report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from archive.checking.actions import checks_finish
from archive.checking.records import CheckRun
from archive.filing.models import Filing
from archive.inspections.actions import finding_add, finding_answer, inspection_open
from archive.inspections.evaluating.actions import evaluation_give
from archive.inspections.evaluating.marks import ASPECTS
from archive.inspections.evaluating.rules import Pair
from archive.inspections.models import Inspection
from archive.inspections.states import I
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.people.models import Party
from zsa_portal.people.queries import department, people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

SEEN = "抽查发现两份合同未标注保密级别。"
ANSWER = "已补标保密级别。"


def evaluate(
    inspection: Inspection, *, by: str, of: str, marks: Sequence[str], remark: str = ""
) -> None:
    """The head of a department (``by``, its code) evaluates the public filing of another."""
    pair = Pair(inspection, department(by), department(of))
    head = people_of([Party.of(pair.evaluating, "head")]).order_by("pk").first()
    assert head is not None  # noqa: S101 - the data gives every department a head
    given = dict(zip(ASPECTS, marks, strict=True))
    evaluation_give(pair=pair, marks=given, remark=remark, by=head)


@dataclass
class InspectionWalker(Walking[Inspection]):
    """Brings an inspection to a state; its clock begins in June or December."""

    cast: Any
    now: dt.datetime

    def start(self) -> Inspection:
        """The inspection of this month, opened by the calendar."""
        with self.at(self.now):
            one = inspection_open(month=clock.today().replace(day=1))
            for filing in Filing.objects.filter(
                check_runs__state=CheckRun.State.WAITING
            ).distinct():
                checks_finish(filing)
            return one

    def to(self, matter: Inspection, state: str) -> Inspection:
        """The inspection in a state of the main line."""
        return self.walk(matter, state, INSPECTION_LINE, STATIONS)


def sent(walker: InspectionWalker, inspection: Inspection) -> Moments:
    """The inspectors write down what they saw and send it."""
    yield walker.later(3)
    finding_add(
        inspection=inspection,
        home=walker.cast.department,
        text=SEEN,
        incomplete=False,
        by=walker.cast.quality,
    )
    yield walker.later(1)
    perform(Inspection.objects.get(pk=inspection.pk).send_findings, by=walker.cast.quality)


def released(walker: InspectionWalker, inspection: Inspection) -> Moments:
    """The department answers; the head of the quality department releases the report."""
    yield walker.later(2)
    for finding in inspection.findings.filter(department=walker.cast.department):
        finding_answer(finding=finding, answer=ANSWER, by=walker.cast.head)
    yield walker.later(6)
    fresh = Inspection.objects.get(pk=inspection.pk)
    perform(fresh.release_report, by=walker.cast.quality_head)


STATIONS: dict[str, Callable[[Any, Inspection], Moments]] = {I.ANSWERS: sent, I.RELEASED: released}
INSPECTION_LINE: list[str] = [I.INSPECTING, *STATIONS]
