"""Filings and inspections at their stations: each walked to every state by its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import translation

from archive.checking.actions import checks_finish
from archive.demo.walk import FILING_LINE, INSPECTION_LINE, FilingWalker, InspectionWalker
from archive.filing.actions import row_return, rows_accept_rest
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections.models import Inspection
from tests import stations
from tests.archive.association import Cast, small_association
from tests.archive.rows import add_row
from tests.made_forms import forms_made_at_once
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

FILING_BEGINS = dt.datetime(2026, 4, 1, 9, tzinfo=clock.SHANGHAI)
INSPECTION_BEGINS = dt.datetime(2026, 6, 1, 9, tzinfo=clock.SHANGHAI)
REASON = "目录与资料不一致。"
BODIES = ("department", "other_department")
Side = dict[str, dict[str, Callable[[Any, Any], Any]]]


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of a filing and of an inspection, each with its people."""
    with translation.override("en"), forms_made_at_once(), transaction.atomic():
        cast = small_association()
        told = {name: who.pk for name, who in vars(cast).items()}
        with transaction.atomic():
            filings = filing_walker(cast)
            yield from _line(filings, filings.start(), FILING_LINE, FILING_SIDE, told)
            transaction.set_rollback(True)
        inspections = InspectionWalker(cast, INSPECTION_BEGINS)
        yield from _line(inspections, inspections.start(), INSPECTION_LINE, {}, told)
        transaction.set_rollback(True)


def filing_walker(cast: Cast) -> FilingWalker:
    """A walker of filings whose list has a row of each level."""
    return FilingWalker(cast, FILING_BEGINS, collect=lambda filing: collect(filing, cast))


def collect(filing: Filing, cast: Cast) -> None:
    """A list with a row of each level, one of them of a paper original."""
    add_row(filing, "关于召开论证会的通知.docx", level="public", folder="会议", by=cast.archivist)
    add_row(filing, "三月周报.docx", level="restricted", folder="周报", by=cast.archivist)
    add_row(
        filing,
        "分技术委员会委员聘任合同",
        level="confidential",
        folder="委员会",
        by=cast.archivist,
        paper=True,
        box="3",
        shelf="A1",
    )


def _line(
    walker: Any, matter: Any, line: list[str], side: Side, people: stations.Told
) -> Iterator[tuple[str, stations.Told]]:
    for state in line:
        matter = walker.to(matter, state)
        yield state, _stood(walker, matter, people)
        now = walker.now
        for beside, step in side.get(state, {}).items():
            with transaction.atomic():
                with walker.day(1):
                    step(walker, type(matter).objects.get(pk=matter.pk))
                yield beside, _stood(walker, matter, people)
                transaction.set_rollback(True)
            walker.now = now


def _stood(walker: Any, matter: Any, people: stations.Told) -> stations.Told:
    return {"key": matter.pk, "now": walker.now.isoformat(), "people": people}


def returned(walker: FilingWalker, filing: Filing) -> Any:
    """The custodian returns a row and takes the others in."""
    first = filing.items.filter(state="listed").order_by("pk").first()
    custodian = walker.cast.custodian
    row_return(filing=filing, item=first.pk, reason=REASON, by=custodian)
    checks_finish(filing)
    rows_accept_rest(filing=filing, by=custodian)
    return perform(Filing.objects.get(pk=filing.pk).return_rows, by=custodian)


FILING_SIDE: Side = {F.CUSTODY: {F.RETURNED: returned}}


def filing_at(state: str) -> tuple[FilingWalker, Filing]:
    """A filing in a state, with its walker; from its station, else walked."""
    if not stations.known():
        walker = filing_walker(small_association())
        return walker, _walked(walker, state, FILING_LINE, FILING_SIDE)
    told = stations.load(f"archive.{state}")
    walker = filing_walker(_people(told))
    walker.now = _now(told)
    return walker, Filing.objects.get(pk=told["key"])


def inspection_at(state: str) -> tuple[InspectionWalker, Inspection]:
    """An inspection in a state, with its walker; from its station, else walked."""
    if not stations.known():
        walker = InspectionWalker(small_association(), INSPECTION_BEGINS)
        return walker, _walked(walker, state, INSPECTION_LINE, {})
    told = stations.load(f"archive.{state}")
    return InspectionWalker(_people(told), _now(told)), Inspection.objects.get(pk=told["key"])


def _walked(walker: Any, state: str, line: list[str], side: Side) -> Any:
    matter = walker.start()
    if state in line:
        return walker.to(matter, state)
    before = next(one for one in line if state in side.get(one, {}))
    matter = walker.to(matter, before)
    with walker.day(1):
        side[before][state](walker, matter)
    return type(matter).objects.get(pk=matter.pk)


def _people(told: stations.Told) -> Cast:
    homes = Department.objects.in_bulk([told["people"][name] for name in BODIES])
    users = User.objects.in_bulk([pk for name, pk in told["people"].items() if name not in BODIES])
    return Cast(
        **{name: (homes if name in BODIES else users)[pk] for name, pk in told["people"].items()}
    )


def _now(told: stations.Told) -> dt.datetime:
    return dt.datetime.fromisoformat(told["now"]).astimezone(clock.SHANGHAI)
