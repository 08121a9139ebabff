"""The demonstration's recognitions as read from data/*.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zsa_portal.home.demo.records import Record, read

DATA = Path(__file__).parent / "data"


@cache
def recognitions() -> dict[str, Record]:
    """The applications by key."""
    return {row["key"]: row for row in read(DATA / "recognitions.yaml")["recognitions"]}


@cache
def bodies() -> dict[str, Record]:
    """What the bodies say of themselves, by the keys of the association's organisations."""
    found: dict[str, Record] = read(DATA / "bodies.yaml")["bodies"]
    return found
