"""Which level files have by department and kind: the table 附件二 of 归档管理制度, in its versions.

The table as issued stands in ``level_table.yaml``; versions in force later are rows of LevelTable.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zsa_portal.documents.tables import LevelTable
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import provision, rule
from zsa_portal.workflow.models import Level

ISSUED = Path(__file__).with_name("level_table.yaml")
HEIGHT = {level: height for height, level in enumerate(Level.values)}
"""How high each level is: PUBLIC, RESTRICTED, CONFIDENTIAL."""

RESTRICTED_ALONE = pgettext_lazy("shown on screen", "Restricted")
"""Where a level stands alone on a screen it is not to be read as one of state secrets (国家秘密)."""
LEVELS_SHOWN: list[tuple[str, Any]] = [
    (level.value, RESTRICTED_ALONE if level == Level.RESTRICTED else level.label) for level in Level
]
"""The levels to choose from on a screen."""


def shown_level(level: str) -> Any:
    """What a level is called where it stands alone on a screen."""
    return dict(LEVELS_SHOWN)[level]


@dataclass(frozen=True)
class Entry:
    """A kind of file of a department (its code): its words, the levels it may have, a remark.

    Of several levels one is chosen for each file; they stand from the lowest to the highest.
    """

    department: str
    key: str
    text: str
    levels: tuple[str, ...]
    remark: str = ""

    @property
    def labels(self) -> str:
        """The names of its levels, as the table prints them: 秘密/机密."""
        return "/".join(str(Level(level).label) for level in self.levels)

    def as_row(self) -> dict[str, Any]:
        """As it is stored in a version of the table."""
        return asdict(self) | {"levels": list(self.levels)}


@dataclass(frozen=True)
class Table:
    """A version of the table: its number from 1, the day from which it is in force, its entries."""

    number: int
    valid_from: dt.date
    entries: tuple[Entry, ...]

    def of(self, department: str) -> tuple[Entry, ...]:
        """The entries of a department."""
        return tuple(one for one in self.entries if one.department == department)

    def find(self, department: str, key: str) -> Entry | None:
        """The entry of a department under a key."""
        return next((one for one in self.of(department) if one.key == key), None)


@dataclass(frozen=True)
class Proposal:
    """The levels that a kind of file may have, from the lowest, and whether the table lists it."""

    levels: tuple[str, ...]
    listed: bool

    @property
    def default(self) -> str:
        """The level that is proposed: the highest of those it may have."""
        return self.levels[-1]


@dataclass(frozen=True)
class Choice:
    """The level that somebody gives a file of a department and kind, and why it is lower."""

    department: Department | str | None
    entry: str
    level: str
    reason: str = ""
    at: dt.date | None = field(default=None)


def table_at(day: dt.date | None = None) -> Table:
    """The version of the table in force on a day, today by default; one query."""
    asked = day or clock.today()
    rows = LevelTable.objects.filter(valid_from__lte=asked).order_by("-valid_from", "-number")
    found = rows.first()
    return issued() if found is None else table_of(found)


def versions() -> list[Table]:
    """All versions of the table, the newest first; those that are in force only later too."""
    rows = LevelTable.objects.order_by("-valid_from", "-number")
    return [*map(table_of, rows), issued()]


def table_of(row: LevelTable) -> Table:
    """A stored version as a table."""
    return Table(row.number, row.valid_from, entries_from(row.rows))


def entries_from(rows: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    """The entries of stored rows."""
    return tuple(Entry(**row | {"levels": tuple(row["levels"])}) for row in rows)


@functools.cache
def issued() -> Table:
    """The table as it was issued with the regulation."""
    written = yaml.safe_load(ISSUED.read_text(encoding="utf-8"))
    entries = [
        Entry(department, key, text, tuple(row["level"].split("/")))
        for department, rows in written["departments"].items()
        for row in rows
        for key, text in row["kinds"].items()
    ]
    return Table(1, written["valid_from"], tuple(entries))


def entries_of(department: Department | str | None, at: dt.date | None = None) -> tuple[Entry, ...]:
    """The kinds of file that the table in force on a day lists for a department."""
    return table_at(at).of(_code(department))


@provision("A18a", otherwise=Proposal((Level.PUBLIC,), listed=True))
def proposed(
    department: Department | str | None, entry: str, at: dt.date | None = None
) -> Proposal:
    """The levels of a department's kind of file on a day: of the table, where it lists the kind.

    What it does not list has the department's highest level; what has no department, or one that
    the table does not know, is CONFIDENTIAL (附件二).
    """
    return proposal_among(entries_of(department, at), entry)


def proposal_among(own: Sequence[Entry], entry: str) -> Proposal:
    """The same of the kinds that the table lists for a department, read once for many files."""
    found = next((one for one in own if one.key == entry), None)
    if found is not None:
        return Proposal(found.levels, listed=True)
    known = {level for one in own for level in one.levels} or {str(Level.CONFIDENTIAL)}
    return Proposal((max(known, key=HEIGHT.__getitem__),), listed=False)


def is_lower(choice: Choice) -> bool:
    """Whether a level is lower than the table allows; no level at all counts as CONFIDENTIAL."""
    lowest = proposed(choice.department, choice.entry, choice.at).levels[0]
    return _height(choice.level) < HEIGHT[lowest]


def highest(given: Iterable[str]) -> str:
    """The highest of some levels, PUBLIC for none; what is no level counts as CONFIDENTIAL."""
    return max(given, key=_height, default=Level.PUBLIC)


def _height(level: str) -> int:
    return HEIGHT.get(level, HEIGHT[Level.CONFIDENTIAL])


@rule("A18a")
def lower_has_a_reason(choice: Choice) -> Iterable[str]:
    """A level lower than that of the table says why; the head approves it with the list (附件二)."""
    if is_lower(choice) and not choice.reason.strip():
        allowed = proposed(choice.department, choice.entry, choice.at)
        yield _(
            "The table of levels gives “%(level)s”: say why this is lower. The head of department "
            "sees the reason and approves it."
        ) % {"level": Level(allowed.levels[0]).label}


CLASSIFIED: Registry[tuple[str, str]] = Registry("classified paper")
"""The entry of the table, as department and key, from which a kind of paper or form has its level."""


def classify(kinds: dict[str, str]) -> None:
    """Let kinds of paper and form have their level from the table: each names its entry.

    An entry is written ``tc_service.subcommittee_rosters``; ImproperlyConfigured for one that the
    table as issued does not have.
    """
    for kind, written in kinds.items():
        department, _dot, key = written.partition(".")
        if department not in set(DepartmentCode) or issued().find(department, key) is None:
            raise ImproperlyConfigured(f"{kind}: the table of levels has no entry {written!r}")
        CLASSIFIED[kind] = (department, key)


@provision("A18b", otherwise="")
def classified_level(kind: str) -> str:
    """The level that the table in force gives a classified kind today; empty for all others."""
    found = CLASSIFIED.get(kind)
    return proposed(*found).default if found else ""


def entry_of(kind: str, department: Department | str | None) -> str:
    """The key under which the table lists a kind of paper for a department; empty if it does not."""
    home, key = CLASSIFIED.get(kind, ("", ""))
    return key if home == _code(department) else ""


def level_of(kind: str, declared: str) -> str:
    """The level of a paper or form that is made now: of the table, else as its kind declares."""
    return classified_level(kind) or declared


def _code(department: Department | str | None) -> str:
    return department if isinstance(department, str) else department.code if department else ""
