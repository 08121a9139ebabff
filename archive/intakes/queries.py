"""What the screens show of an intake: what would come in, and what came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from archive.bags.plain import Row
from archive.intakes.folders import path_of, raised
from archive.intakes.records import IntakeContents
from archive.intakes.rules import taken_before
from archive.intakes.states import N
from archive.kinds import Medium, Retention
from archive.records import Folder, Item
from zsa_portal.documents.levels import table_at
from zsa_portal.people.models import Department
from zsa_portal.workflow.models import Level

MOST_SHOWN = 200


@dataclass(frozen=True)
class Known:
    """A record of the archive that has a file of a bag."""

    pk: int
    name: str


@dataclass(frozen=True)
class Shown:
    """A record of a bag; ``here`` is the archive's record with the same file, if any.

    ``level`` is the one that it comes in with, ``said`` the bag's, empty where it says none, and
    ``raised`` whether the two differ.
    """

    row: Row
    path: str
    level: Level
    said: str
    raised: bool
    entry: str
    medium: str
    retention: str
    here: Known | None


def contents_of(intake: Any) -> IntakeContents:
    """The contents of a bag, empty ones before it is verified."""
    return IntakeContents.objects.filter(intake=intake.pk).first() or IntakeContents()


def known_files(checksums: Collection[str], *, without: int) -> dict[str, Known]:
    """The newest records of the archive with these files, by checksum; none of the intake ``without``."""
    rows = Item.objects.filter(
        state=Item.State.ACCEPTED, document__versions__file__sha256__in=set(checksums)
    )
    rows = rows.exclude(intake=without).order_by("pk")
    found = rows.values_list("document__versions__file__sha256", "pk", "name")
    return {checksum: Known(pk, name) for checksum, pk, name in found}


def known_count(intake: Any) -> int:
    """Of how many of a bag's records the archive has the file; two queries."""
    records = contents_of(intake).records
    known = known_files([one["sha256"] for one in records if one["sha256"]], without=intake.pk)
    return sum(one["sha256"] in known for one in records)


def intake_tab(intake: Any, user: Any) -> dict[str, Any]:
    """What would come in with a bag, or came; a fixed number of queries."""
    found = contents_of(intake)
    sums = [one["sha256"] for one in found.records if one["sha256"]]
    known = known_files(sums, without=intake.pk)
    rows = found.records[:MOST_SHOWN]
    names = dict(Department.objects.values_list("code", "name"))
    return {
        "intake": intake,
        "waits": intake.state in (N.VERIFYING, N.TAKING),
        "count": len(found.records),
        "rows": _shown(found, rows, known),
        "most": MOST_SHOWN,
        "known": sum(one["sha256"] in known for one in found.records),
        "raised": sum(raised(one) for one in found.records),
        "unknown_level": sum(not one["level"] for one in found.records),
        "confidential": sum(one["given"] == Level.CONFIDENTIAL for one in found.records),
        "strangers": [name for code, name in intake.departments.items() if code not in names],
        "before": taken_before(intake) if intake.state == N.PREVIEW else None,
        "folders": _folders(intake),
    }


def _shown(found: IntakeContents, rows: list[Row], here: dict[str, Known]) -> list[Shown]:
    names = {(one["department"], one["year"], one["number"]): one["name"] for one in found.folders}
    texts = {(one.department, one.key): one.text for one in table_at().entries}
    return [
        Shown(
            row=one,
            path=" / ".join(f"{number} {name}" for number, name in path_of(one, names)),
            level=Level(one["given"]),
            said=str(Level(one["level"]).label) if one["level"] else "",
            raised=raised(one),
            entry=str(texts.get((one["department"], one["entry"]), one["entry"])),
            medium=str(Medium(one["medium"]).label),
            retention=str(Retention(one["retention"]).label),
            here=here.get(one["sha256"]),
        )
        for one in rows
    ]


def _folders(intake: Any) -> list[Folder]:
    """The folders into which the records came."""
    rows = Folder.objects.filter(items__intake=intake.pk).select_related("department").distinct()
    return list(rows.order_by("department", "year", "number"))
