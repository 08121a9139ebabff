"""Who evaluates whose public filing, and the conduct figures of a half-year (归档管理制度 第三条)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from archive import roles
from archive.filing.models import Filing
from archive.filing.queries import handed_over
from archive.filing.times import is_late
from archive.inspections.evaluating.marks import ASPECTS, Mark
from archive.inspections.months import months_of_each
from archive.records import Item
from zsa_portal.people.models import Department
from zsa_portal.people.places import places_of
from zsa_portal.regulations.rule import permission, provision, rule
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.models import Level, LogEntry

Inspection = Any
STORED = (Item.State.ACCEPTED, Item.State.DISPOSED)


@dataclass(frozen=True)
class Pair:
    """One department that evaluates another in an inspection."""

    inspection: Inspection
    evaluating: Department
    evaluated: Department


@dataclass
class Conduct:
    """What the portal knows of a department's filing of a half-year (考核表行为考核部分).

    ``late`` are its lists handed in late or not at all, ``returned`` the rows that the custodian
    returned, ``findings`` what the inspection found and did not drop, ``public`` the public records
    that it stored.
    """

    department: Department
    late: int = 0
    returned: int = 0
    findings: int = 0
    public: int = 0


@permission("A03b")
def evaluates(pair: Pair, user: Any) -> bool:
    """The head of the evaluating department, or who stands in (第三条: 相关部门360评价)."""
    return f"dept:{pair.evaluating.pk}:head" in places_of(user).parties


@permission("A03b")
def reads_evaluations(inspection: Inspection, user: Any) -> bool:
    """The quality department, which inspects, reads what the departments say of each other."""
    return plays(inspection, user, [roles.QUALITY, roles.QUALITY_HEAD])


@rule("A03b")
def it_is_another_department(pair: Pair) -> Iterable[str]:
    """The departments evaluate each other, nobody the own (第三条)."""
    if pair.evaluating.pk == pair.evaluated.pk:
        yield _("Nobody evaluates the own department.")


@rule("A03b")
def what_lacks_is_said(evaluation: Any) -> Iterable[str]:
    """Whoever finds something lacking says what (ours: the department is to mend it)."""
    lacking = Mark.LACKING in (getattr(evaluation, name) for name in ASPECTS)
    if lacking and not evaluation.remark.strip():
        yield _("Say what is lacking.")


@provision("A03b", otherwise=())
def conduct(inspection: Inspection) -> Sequence[Conduct]:
    """The conduct figures of every department for the months counted; seven queries (第三条)."""
    found = {home.pk: Conduct(home) for home in Department.objects.order_by("position", "pk")}
    months = months_of_each(inspection, found)
    filings = list(Filing.objects.filter(month__in=set(chain(*months.values()))))
    handed = {(one.department_id, one.month): handed_over(one) for one in filings}
    for pk, one in found.items():
        one.late = sum(is_late(month, handed.get((pk, month))) for month in months.get(pk, ()))
    homes = {one.pk: one.department_id for one in filings}
    for home, number in _returned(homes).items():
        found[home].returned = number
    standing = inspection.findings.filter(dropped_for="").order_by()
    for home, number in standing.values_list("department").annotate(Count("pk")):
        found[home].findings = number
    public = Item.objects.filter(
        filing__in=homes, state__in=STORED, document__level=Level.PUBLIC
    ).order_by()
    for home, number in public.values_list("department").annotate(Count("pk")):
        found[home].public = number
    return list(found.values())


def _returned(homes: dict[int, int]) -> Counter[int]:
    """How many rows of these filings (key: department) were returned, by department; one query."""
    rows = LogEntry.objects.filter(matter__in=homes, step="row_return")
    return Counter(homes[filing] for filing in rows.values_list("matter", flat=True))


@provision("A03b", otherwise={})
def marks_given(inspection: Inspection) -> dict[int, dict[str, Counter[str]]]:
    """How often each mark was given, by the evaluated department's key and the aspect; one query."""
    found: dict[int, dict[str, Counter[str]]] = {}
    for home, *marks in inspection.evaluations.values_list("evaluated", *ASPECTS):
        counts = found.setdefault(home, {name: Counter() for name in ASPECTS})
        for name, mark in zip(ASPECTS, marks, strict=True):
            counts[name][mark] += 1
    return found


def table_of(inspection: Inspection) -> list[dict[str, Any]]:
    """The conduct of each department with the marks it was given, as plain values; eight queries."""
    given = marks_given(inspection)
    return [
        {
            "department": one.department.name,
            "late": one.late,
            "returned": one.returned,
            "findings": one.findings,
            "public": one.public,
            "marks": [
                [given.get(one.department.pk, {}).get(name, Counter())[mark] for mark in Mark]
                for name in ASPECTS
            ],
        }
        for one in conduct(inspection)
    ]
