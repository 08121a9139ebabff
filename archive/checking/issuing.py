"""What the report of the four checks prints, and issuing it."""

from __future__ import annotations

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


def report_data(run: CheckRun, filing: Any) -> dict[str, Any]:
    """What the report prints of a run that is done: JSON."""
    rows = rows_of(run)
    ended = timezone.localtime(run.ended_at or run.begun_at, clock.SHANGHAI)
    with translation.override("zh-hans"):
        return {
            "department": filing.department.name,
            "month": f"{filing.month:%Y年%-m月}",
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


def report_issue(run: CheckRun, filing: Any, *, by: Any) -> IssuedForm:
    """Issue the report of a run that is done, in the caller's transaction."""
    secret = any(row.secret for row in rows_of(run))
    return forms.issue(
        CONFIDENTIAL_REPORT if secret else CHECK_REPORT,
        about=filing,
        data=report_data(run, filing),
        by=by,
        title=f"{filing.department.name}{filing.month:%Y年%-m月}四性检测报告",
    )
