"""The demonstration's filings, inspection and loans as read from data/archive.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zsa_portal.home.demo.records import Record, read

DATA = Path(__file__).parent / "data" / "archive.yaml"


@cache
def archive() -> Record:
    """The archive's records: ``filings``, ``inspection`` and ``loans``."""
    found: Record = read(DATA)
    return found
