"""The demonstration's association as read from data/*.yaml, with what links its records."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]
DATA = Path(__file__).parent / "data"
FOLD = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef\u201d]) (?=[\u3001-\u9fff\uff00-\uffef\u201c])")
FILES = ("organisation", "organisations", "experts", "committees", "fields", "complaints")


class Records:
    """The association's records; nothing here touches the database.

    An app whose demonstration has records of its own adds their files in a subclass.
    """

    def __init__(self) -> None:
        self.files: dict[str, Any] = {name: read(DATA / f"{name}.yaml") for name in FILES}

    @cached_property
    def organisations(self) -> dict[str, Record]:
        """Organisations by key."""
        return {row["key"]: row for row in self.files["organisations"]["organisations"]}

    @cached_property
    def bodies(self) -> dict[str, Record]:
        """Committees and the council by code."""
        return {row["code"]: row for row in self.files["committees"]["bodies"]}

    @cached_property
    def fields(self) -> dict[str, Record]:
        """Technical fields by code."""
        return {row["code"]: row for row in self.files["fields"]["fields"]}

    @cached_property
    def people(self) -> dict[str, Record]:
        """Everyone who signs in, by username: staff, people of organisations, experts."""
        staff = [p for d in self.files["organisation"]["departments"] for p in d["staff"]]
        members = [p for row in self.organisations.values() for p in row["people"]]
        return {p["username"]: p for p in [*staff, *members, *self.files["experts"]["experts"]]}


@cache
def records() -> Records:
    """The association's records, read once."""
    return Records()


def read(file: Path) -> Any:
    """The data of a .yaml file; lines of Chinese that it folds are joined without a blank."""
    return _unfolded(yaml.safe_load(file.read_text(encoding="utf-8")))


def _unfolded(value: Any) -> Any:
    """The value without the blanks that YAML puts where Chinese lines were folded."""
    if isinstance(value, str):
        return FOLD.sub("", value)
    if isinstance(value, list):
        return [_unfolded(one) for one in value]
    if isinstance(value, dict):
        return {key: _unfolded(one) for key, one in value.items()}
    return value
