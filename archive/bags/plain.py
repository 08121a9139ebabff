"""What a bag's metadata say, as plain values of known kinds and lengths; nobody trusts the sender."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from archive.kinds import SORTS, Medium, Retention
from zsa_portal.documents import contents
from zsa_portal.workflow.models import Level

MONTH = re.compile(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])")
NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}")
REASONS = ("name_reason", "level_reason", "pdf_reason")
FIRST_YEAR, LAST_YEAR = 1900, 2199
Row = dict[str, Any]
"""A record or a folder: strings and whole numbers alone, as it is stored and shown."""


def text(value: Any, most: int) -> str:
    """A value as one line without signs that cannot be seen; empty for what is no text."""
    if not isinstance(value, str):
        return ""
    return "".join(sign if sign.isprintable() else " " for sign in value).strip()[:most]


def file_name(name: str, lies_as: str) -> str:
    """What a record's file is called: its name, with the ending of where the file lies if it has none."""
    if PurePosixPath(name).suffix.lower() in contents.KEPT:
        return name
    return contents.safe_name(f"{name}{PurePosixPath(lies_as).suffix}")


def record(one: Any) -> Row:
    """A record of the metadata. Raises KeyError, TypeError, ValueError for what says too little."""
    folder, home, path = one["folder"], one["department"], text(one["path"], 1000)
    medium = _one_of(Medium.values, one.get("medium"), Medium.ELECTRONIC if path else Medium.PAPER)
    if not path:
        medium = str(Medium.PAPER)
    sorts = [str(sort) for sort in SORTS[Medium(medium)]]
    name = contents.safe_name(text(one["name"], 1000))
    return {
        "name": name,
        "title": text(one.get("title"), 240) or name,
        "level": _one_of(Level.values, one.get("level"), ""),
        "sha256": text(one["sha256"], 64),
        "path": path,
        "department": text(home["code"], 40),
        "department_name": text(home["name"], 120),
        "year": _year(one["year"]),
        "number": text(folder["number"], 40),
        "folder": text(folder["name"], 120),
        "medium": medium,
        "sort": _one_of(sorts, one.get("sort"), sorts[0]),
        "entry": text(one.get("entry"), 80),
        "retention": _one_of(Retention.values, one.get("retention"), Retention.PERMANENT),
        "remark": text(one.get("remark"), 300),
        "box": text(one.get("box"), 40),
        "shelf": text(one.get("shelf"), 40),
        "month": _month(one.get("month")),
        "counted_from": _counted(one),
        **{field: text(one.get(field), 300) for field in REASONS},
    }


def folder(one: Any) -> Row:
    """A folder of the metadata; raises as ``record``."""
    return {
        "department": text(one["department"], 40),
        "year": _year(one["year"]),
        "number": text(one["number"], 40),
        "name": text(one["name"], 120),
        "person_reason": text(one.get("person_reason"), 300),
        "project": text(one.get("project"), 60),
    }


def _one_of(known: list[str], value: Any, otherwise: str) -> str:
    return str(value) if value in known else str(otherwise)


def _month(value: Any) -> str:
    found = text(value, 7)
    return found if MONTH.fullmatch(found) else ""


def _year(value: Any) -> int:
    year = int(value)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return year


def _counted(one: Any) -> int | None:
    """The year from whose end the time is counted; a bag made before it was said tells the day."""
    said = one.get("counted_from") or text(one.get("accepted_at"), 4)
    try:
        return _year(said)
    except (TypeError, ValueError):
        return None
