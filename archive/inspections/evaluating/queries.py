"""What the tab of evaluations reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.inspections.evaluating.marks import ASPECTS, OPEN, Mark
from archive.inspections.evaluating.records import Evaluation
from archive.inspections.evaluating.rules import reads_evaluations, table_of
from archive.inspections.papers import INCENTIVE_REPORT
from archive.inspections.queries import LEADERS, reads_all
from archive.inspections.states import I
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Department, DepartmentCode
from zsa_portal.people.places import places_of


def sees_evaluations(_inspection: Any, user: Any) -> bool:
    """Heads of departments, the quality department and the leaders of the house have the tab."""
    who = places_of(user)
    heads = any(key.startswith("dept:") and key.endswith(":head") for key in who.parties)
    return heads or DepartmentCode.QUALITY in who.departments or bool(LEADERS & who.parties)


def evaluations_tab(inspection: Any, user: Any) -> dict[str, Any]:
    """The content of the tab: one's own evaluations, and what else a user reads of them.

    The quality department reads all of them, heads those of the own department once the report is
    released; the person who gave one is named to nobody here.
    """
    homes = list(Department.objects.order_by("position", "pk"))
    parties = places_of(user).parties
    headed = [one for one in homes if f"dept:{one.pk}:head" in parties]
    rows = list(Evaluation.objects.filter(inspection=inspection.pk).select_related(*ENDS))
    everything = reads_evaluations(inspection, user)
    released = inspection.state == I.RELEASED
    return {
        "own": [_own(home, homes, rows) for home in headed],
        "received": [
            (home, [row for row in rows if row.evaluated_id == home.pk]) for home in headed
        ]
        if released
        else [],
        "given": _by_evaluated(rows) if everything else [],
        "reads_given": everything,
        "table": _table(inspection) if reads_all(inspection, user) else None,
        "aspects": [str(label) for label in ASPECTS.values()],
        "mark_words": "/".join(str(mark.label) for mark in Mark),
        "may_evaluate": inspection.state in OPEN,
        "released": released,
    }


ENDS = ("evaluating", "evaluated")


def _own(
    home: Department, homes: Sequence[Department], rows: Sequence[Evaluation]
) -> tuple[Department, list[Evaluation], list[Department]]:
    """A department with what it said, and of which others it has said nothing."""
    given = [row for row in rows if row.evaluating_id == home.pk]
    known = {home.pk, *(row.evaluated_id for row in given)}
    return home, given, [other for other in homes if other.pk not in known]


def _by_evaluated(rows: Sequence[Evaluation]) -> list[tuple[Department, list[Evaluation]]]:
    found: dict[Department, list[Evaluation]] = {}
    for row in rows:
        found.setdefault(row.evaluated, []).append(row)
    return list(found.items())


def _table(inspection: Any) -> list[dict[str, Any]]:
    """The table as it is now, or as it was released with the report."""
    rows = table_of(inspection) if inspection.state != I.RELEASED else _released(inspection)
    return [
        row | {"counts": list(zip(ASPECTS.values(), row["marks"], strict=True))} for row in rows
    ]


def _released(inspection: Any) -> list[dict[str, Any]]:
    reports = IssuedForm.objects.filter(kind=INCENTIVE_REPORT.key, matters=inspection.pk)
    report = reports.order_by("-pk").first()
    return report.data.get("judged", []) if report else []


def evaluation_of(inspection: Any, evaluating: Department, evaluated: Department) -> Any:
    """The evaluation that a department gave of another, None before there is one."""
    rows = Evaluation.objects.filter(inspection=inspection.pk)
    return rows.filter(evaluating=evaluating, evaluated=evaluated).first()
