"""What the report of the four checks prints, and issuing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation

from archive.checking.papers import CHECK_REPORT, CONFIDENTIAL_REPORT
from archive.checking.queries import Row, counts_of, rows_of
from archive.checking.records import CheckRun
from zsa_portal.documents import forms, scanning
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock

NAMES = {
    "authenticity": "真实性",
    "completeness": "完整性",
    "usability": "可用性",
    "safety": "安全性",
}


@dataclass(frozen=True)
class Heading:
    """What the report is about: the facts that stand above it (label, value), and its title."""

    facts: tuple[tuple[str, str], ...]
    title: str


def heading_of(filing: Any) -> Heading:
    """Department and month of a filing."""
    department, month = filing.department.name, f"{filing.month:%Y年%-m月}"
    return Heading((("归档部门", department), ("归档月份", month)), f"{department}{month}")


def report_data(run: CheckRun, heading: Heading) -> dict[str, Any]:
    """What the report prints of a run that is done: JSON."""
    rows = rows_of(run)
    ended = timezone.localtime(run.ended_at or run.begun_at, clock.SHANGHAI)
    with translation.override("zh-hans"):
        return {
            "facts": heading.facts,
            "occasion": str(run.get_occasion_display()),
            "ended": f"{ended:%Y-%m-%d %H:%M:%S}",
            "begun_by": run.begun_by.name if run.begun_by else "",
            "scanner": scanning.is_configured(),
            "counts": [
                {"name": NAMES[kind], "passed": passed, "failed": failed}
                for kind, passed, failed in counts_of(rows)
            ],
            "wrong": sum(not row.in_order for row in rows),
            "count": len(rows),
            "rows": [_row(row) for row in rows],
            "date": str(clock.today()),
        }


def _row(row: Row) -> dict[str, Any]:
    said = [
        f"{one.get_flaw_display()}{f'（{one.detail}）' if one.detail else ''}" for one in row.found
    ]
    marks = ["" if one is None else "合格" if one.passed else "不合格" for one in row.results]
    return {"name": row.name, "marks": marks, "said": "；".join(said)}


def report_issue(run: CheckRun, origin: Any, heading: Heading, *, by: Any) -> IssuedForm:
    """Issue the report of a run that is done, in the caller's transaction."""
    secret = any(row.secret for row in rows_of(run))
    return forms.issue(
        CONFIDENTIAL_REPORT if secret else CHECK_REPORT,
        about=origin,
        data=report_data(run, heading),
        by=by,
        title=f"{heading.title}四性检测报告",
    )
