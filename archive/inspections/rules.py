"""What an inspection finds by itself, and what holds before its report (第六条, 附则 第十四、十五条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from archive.filing.models import Filing
from archive.filing.projects import missing_projects
from archive.filing.states import IN_ARCHIVE
from archive.inspections.months import months_of_each
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, provision, rule
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.models import Matter

Inspection = Any


@dataclass(frozen=True)
class Unfiled:
    """What a department had not filed when it was inspected: a month, or a project at its end."""

    department: Department
    month: dt.date | None = None
    filing: Filing | None = None
    project: Matter | None = None


@provision("A06b", otherwise=())
def not_filed(inspection: Inspection) -> Sequence[Unfiled]:
    """All that was to be filed of the half-year and is not in the archive now (第六条第二款, 第九条).

    Months that it counts and whose material is not taken in, and projects at their end that a
    department that took part has not filed in time; by department. Nine queries.
    """
    found = [*_months(inspection), *_projects()]
    return sorted(found, key=lambda one: (one.department.position, one.department.pk))


def _months(inspection: Inspection) -> Iterable[Unfiled]:
    homes = Department.objects.in_bulk()
    months = months_of_each(inspection, homes)
    filings = {
        (filing.department_id, filing.month): filing
        for filing in Filing.objects.filter(month__in=set(chain(*months.values())))
    }
    for home in homes.values():
        for month in months.get(home.pk, ()):
            filing = filings.get((home.pk, month))
            if filing is None or filing.state not in IN_ARCHIVE:
                yield Unfiled(home, month=month, filing=filing)


def _projects() -> Iterable[Unfiled]:
    for one in missing_projects(late_only=True):
        yield Unfiled(one.department, project=one.project)


@condition
def every_answer_is_in(inspection: Inspection) -> Iterable[str]:
    """Each department answered, or the time to answer is over."""
    if clock.now() >= inspection.answers_until:
        return
    waiting = inspection.findings.filter(answered_at=None)
    names = waiting.order_by("department__position").values_list("department__name", flat=True)
    if homes := list(dict.fromkeys(names)):
        last = clock.day_of(inspection.answers_until - dt.timedelta(seconds=1))
        yield _("These departments may still answer until %(day)s: %(names)s.") % {
            "day": last,
            "names": listed(homes),
        }


@rule("A15")
def reasons_stand(inspection: Inspection) -> Iterable[str]:
    """Each department whose incentives are withheld is told why (附则 第十四、十五条)."""
    empty = [one for one in inspection.findings.all() if one.stands and not one.text.strip()]
    for one in empty:
        yield _("What was found at %(name)s has no words.") % {"name": one.department}


@provision("A15", otherwise=())
def withheld(inspection: Inspection) -> Sequence[tuple[Department, list[str]]]:
    """The departments whose filing is incomplete, each with the reasons: no incentives for these.

    附则 第十四条 withholds the incentives, 第十五条 makes it a veto.
    """
    found: dict[Department, list[str]] = {}
    rows = inspection.findings.select_related("department")
    for one in rows.order_by("department", "pk"):
        if one.stands:
            found.setdefault(one.department, []).append(one.text)
    return list(found.items())
