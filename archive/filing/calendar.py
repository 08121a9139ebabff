"""The calendar opens each department's filing of the past month."""

from __future__ import annotations

from archive.filing.actions import filing_open
from archive.filing.models import Filing, first_of
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock


def open_filings() -> int:
    """Open the filings of the past month that are missing; returns how many (第六条)."""
    month = first_of(clock.today())
    there = Filing.objects.filter(month=month).values("department")
    missing = list(Department.objects.exclude(pk__in=there))
    for department in missing:
        filing_open(department=department, month=month, by=None)
    return len(missing)
