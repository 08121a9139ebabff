"""Filings and inspections at their stations: each walked to every state by its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from archive.checking.actions import checks_finish
from archive.demo.walk import FILING_LINE, INSPECTION_LINE, FilingWalker, InspectionWalker
from archive.filing.actions import row_return, rows_accept_rest
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections.models import Inspection
from tests import stations
from tests.archive.association import Cast
from tests.archive.at_hand import people_at_hand, stood_at
from tests.archive.rows import add_row
from tests.walked import Side, walked
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

FILING_BEGINS = dt.datetime(2026, 4, 1, 9, tzinfo=clock.SHANGHAI)
INSPECTION_BEGINS = dt.datetime(2026, 6, 1, 9, tzinfo=clock.SHANGHAI)
REASON = "目录与资料不一致。"


def walk(cast: Cast) -> Iterator[tuple[str, stations.Told]]:
    """Every state of a filing and of an inspection."""
    with transaction.atomic():
        filings = filing_walker(cast)
        yield from walked(filings, filings.start(), FILING_LINE, FILING_SIDE)
        transaction.set_rollback(True)
    inspections = InspectionWalker(cast, INSPECTION_BEGINS)
    yield from walked(inspections, inspections.start(), INSPECTION_LINE, {})


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


def returned(walker: FilingWalker, filing: Filing) -> Any:
    """The custodian returns a row and takes the others in."""
    first = filing.items.filter(state="listed").order_by("pk").first()
    custodian = walker.cast.custodian
    row_return(filing=filing, item=first.pk, reason=REASON, by=custodian)
    checks_finish(filing)
    rows_accept_rest(filing=filing, by=custodian)
    return perform(Filing.objects.get(pk=filing.pk).return_rows, by=custodian)


FILING_SIDE: dict[str, dict[str, Side]] = {F.CUSTODY: {F.RETURNED: returned}}


def filing_at(state: str) -> tuple[FilingWalker, Filing]:
    """A filing in a state, with its walker."""
    walker = filing_walker(people_at_hand())
    return walker, stood_at(walker, Filing, state, FILING_LINE, FILING_SIDE)


def inspection_at(state: str) -> tuple[InspectionWalker, Inspection]:
    """An inspection in a state, with its walker."""
    walker = InspectionWalker(people_at_hand(), INSPECTION_BEGINS)
    return walker, stood_at(walker, Inspection, state, INSPECTION_LINE, {})
