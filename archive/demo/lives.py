"""The lives of the archive in the demonstration: filings, an inspection, loans."""

from __future__ import annotations

import datetime as dt
from typing import Any

from archive.demo.records import archive
from archive.demo.story import FilingStory, InspectionStory, LoanStory, cast_of
from archive.demo.walk.loans import CONFIDENTIAL_LINE, RESTRICTED_LINE
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.lives import LIVES
from zsa_portal.home.demo.records import Record
from zsa_portal.regulations import clock

LINES = {"restricted": RESTRICTED_LINE, "confidential": CONFIDENTIAL_LINE}


def filed(association: Association, today: dt.date) -> list[FilingStory]:
    """The filings of the data."""
    return [
        FilingStory(
            key=f"filing-{row['department']}-{row['back']}",
            cast=cast_of(row, association.users, "archivist", "head"),
            **_told(row, association, today),
        )
        for row in archive()["filings"]
    ]


def inspected(association: Association, today: dt.date) -> list[InspectionStory]:
    """The inspection of the data."""
    row = archive()["inspection"]
    cast = cast_of(row, association.users, "head", "quality", "quality_head")
    return [InspectionStory(key="inspection", cast=cast, **_told(row, association, today))]


def lent(association: Association, today: dt.date) -> list[LoanStory]:
    """The loans of the data."""
    return [
        LoanStory(
            key=row["key"],
            cast=cast_of(row, association.users, "borrower", "head"),
            line=LINES[row["line"]],
            purpose=row["purpose"],
            days=row["days"],
            **_told(row, association, today),
        )
        for row in archive()["loans"]
    ]


def _told(row: Record, association: Association, today: dt.date) -> dict[str, Any]:
    return {
        "record": row,
        "today": today,
        "now": clock.start_of(today),
        "everybody": list(association.users.values()),
    }


LIVES.add("archive.filings", filed)
LIVES.add("archive.inspections", inspected)
LIVES.add("archive.loans", lent)
