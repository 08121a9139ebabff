"""The demonstration's archive as read from data/archive.yaml and data/year.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zsa_portal.home.demo.records import Record, read

DATA = Path(__file__).parent / "data"


@cache
def archive() -> Record:
    """What is told one by one: ``filings``, ``inspections``, ``appraisals`` and ``loans``."""
    found: Record = read(DATA / "archive.yaml")
    return found


@cache
def year() -> Record:
    """What the twelve departments file month by month: ``departments``, ``weekly``, ``before``."""
    found: Record = read(DATA / "year.yaml")
    return found
