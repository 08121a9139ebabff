"""The lives of the archive in the demonstration: filings, an inspection, loans."""

from __future__ import annotations

import datetime as dt
from typing import Any

from archive.demo.records import archive
from archive.demo.story import AppraisalStory, FilingStory, InspectionStory, LoanStory
from archive.demo.told import cast_of
from archive.demo.walk.loans import CONFIDENTIAL_LINE, PAPER_LINE, RESTRICTED_LINE
from archive.demo.year import filings
from archive.loans.terms import Form
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.lives import LIVES
from zsa_portal.home.demo.records import Record
from zsa_portal.regulations import clock

LINES = {
    "restricted": RESTRICTED_LINE,
    "confidential": CONFIDENTIAL_LINE,
    "paper": PAPER_LINE,
    "copy": PAPER_LINE,
}
FORMS = {"paper": Form.PAPER, "copy": Form.COPY}
DECEMBER = 12


def filed(association: Association, today: dt.date) -> list[FilingStory]:
    """The filings of the data, those of a year and of what came before it."""
    return [
        FilingStory(
            key=f"filing-{row['department']}-{row['back']}",
            cast=cast_of(row, association.users, "archivist", "head"),
            **_told(row, association, today),
        )
        for row in filings(today)
    ]


def inspected(association: Association, today: dt.date) -> list[InspectionStory]:
    """The last inspection that is over, and the last one of a December."""
    last = last_inspected(today)
    december = last if last.month == DECEMBER else dt.date(last.year - 1, DECEMBER, 1)
    months = dict(zip(("inspection-december", "inspection"), (december, last), strict=True))
    found = []
    for row in archive()["inspections"]:
        month = months[row["key"]]
        if row["key"] == "inspection" and last == december:
            continue
        cast = cast_of(row, association.users, "head", "quality", "quality_head")
        told = _told(row | {"month": month}, association, today)
        found.append(InspectionStory(key=row["key"], cast=cast, **told))
    return found


def last_inspected(today: dt.date) -> dt.date:
    """The first day of the last June or December whose inspection was over three weeks on."""
    begun = today - dt.timedelta(days=21)
    firsts = [dt.date(begun.year, 12, 1), dt.date(begun.year, 6, 1), dt.date(begun.year - 1, 12, 1)]
    return next(first for first in firsts if first <= begun)


def appraised(association: Association, today: dt.date) -> list[AppraisalStory]:
    """The appraisals of the data."""
    return [
        AppraisalStory(
            key=row["key"],
            cast=cast_of(row, association.users, "head", "quality_head"),
            **_told(row, association, today),
        )
        for row in archive()["appraisals"]
    ]


def lent(association: Association, today: dt.date) -> list[LoanStory]:
    """The loans of the data."""
    return [
        LoanStory(
            key=row["key"],
            cast=cast_of(row, association.users, "borrower", "head"),
            line=LINES[row["line"]],
            purpose=row["purpose"],
            days=row["days"],
            copies=row.get("copies", False),
            form=FORMS.get(row["line"], Form.ELECTRONIC),
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
LIVES.add("archive.appraisals", appraised)
LIVES.add("archive.loans", lent)
