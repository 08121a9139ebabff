"""What the screens show of an intake: what would come in, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.bags.plain import Row
from archive.checking.queries import made_of
from archive.intakes.folders import path_of, projects_here, raised
from archive.intakes.known import Known, known_files
from archive.intakes.records import IntakeContents
from archive.intakes.rules import taken_before
from archive.intakes.states import N
from archive.kinds import Medium, Retention
from archive.parties import keeps_archive
from archive.records import Folder, Item
from archive.versions import closes
from zsa_portal.documents.levels import table_at
from zsa_portal.people.models import Department
from zsa_portal.workflow.models import Level

MOST_SHOWN = 200


@dataclass(frozen=True)
class Shown:
    """A record of a bag; ``here`` is the archive's record with the same file, if any.

    ``level`` is the one that it comes in with, ``said`` the bag's, empty where it says none, and
    ``raised`` whether the two differ; ``closed`` tells that nobody opens its file at this level.
    """

    row: Row
    path: str
    level: Level
    said: str
    raised: bool
    closed: bool
    entry: str
    medium: str
    retention: str
    here: Known | None


def contents_of(intake: Any) -> IntakeContents:
    """The contents of a bag, empty ones before it is verified."""
    return IntakeContents.objects.filter(intake=intake.pk).first() or IntakeContents()


def known_count(intake: Any) -> int:
    """Of how many of a bag's records the archive has the file; two queries."""
    records = contents_of(intake).records
    known = known_files([one["sha256"] for one in records if one["sha256"]], without=intake.pk)
    return sum(one["sha256"] in known for one in records)


def intake_tab(intake: Any, user: Any) -> dict[str, Any]:
    """What would come in with a bag, or came; a fixed number of queries."""
    found, taken = contents_of(intake), intake.state == N.TAKEN
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
        "closed": sum(map(_is_closed, found.records)),
        "unknown_level": sum(not one["level"] for one in found.records),
        "confidential": sum(one["given"] == Level.CONFIDENTIAL for one in found.records),
        "strangers": [name for code, name in intake.departments.items() if code not in names],
        "before": taken_before(intake) if intake.state == N.PREVIEW else None,
        "folders": _folders(intake),
        "projects": _projects(found, user),
        "papers": labelled(intake) if taken else (),
    }


def labelled(intake: Any) -> Any:
    """The paper originals of a bag that are in the archive, with what their labels print."""
    rows = Item.objects.filter(intake=intake.pk, state=Item.State.ACCEPTED).exclude(label=None)
    return rows.select_related("folder", "department", "document").order_by("pk")


def checks_tab(intake: Any, user: Any) -> dict[str, Any]:
    """The four checks of a bag's records, for those who know of the bag."""
    may = intake.state == N.TAKEN and keeps_archive(intake, user)
    return made_of(intake) | {
        "reads_names": True,
        "may_check": may,
        "may_report": may,
        "begin_url": reverse("archive:intake_checks", args=[intake.pk]),
        "report_url": reverse("archive:intake_report", args=[intake.pk]),
        "when": _(
            "Authenticity, completeness, usability and safety of every record are checked when the "
            "bag is taken in."
        ),
        "then": _("They are in the archive: do what is advised, then make the checks anew."),
    }


def _is_closed(record: Row) -> bool:
    return bool(record["sha256"]) and closes(record["given"], record["media_type"])


def _projects(found: IntakeContents, user: Any) -> list[tuple[str, Any]]:
    """The numbers of projects that a bag names, each with the project here, None where none is."""
    here = projects_here(found.folders, user)
    numbers = {one.get("project", "") for one in found.folders} - {""}
    return [(number, here.get(number)) for number in sorted(numbers)]


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
            closed=_is_closed(one),
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
