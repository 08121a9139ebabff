"""The calendar opens each department's filings, up to that of the past month."""

from __future__ import annotations

from archive.filing.actions import filings_open
from archive.filing.times import first_of
from zsa_portal.regulations import clock


def open_filings() -> int:
    """Open the filings missing up to the past month; returns how many (第六条)."""
    return filings_open(month=first_of(clock.today()))
