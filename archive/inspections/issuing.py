"""The incentive report of an inspection: department, period, reasons (附则 第十四、十五条)."""

from __future__ import annotations

from typing import Any

from archive.inspections.evaluating.rules import table_of
from archive.inspections.papers import INCENTIVE_REPORT
from archive.inspections.rules import withheld
from zsa_portal.documents import forms
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock


def report_data(inspection: Any) -> dict[str, Any]:
    """What the report prints: the departments with incomplete filing and why, the others, all judged."""
    found = withheld(inspection)
    first, last = inspection.period
    judged, lacking = table_of(inspection), {home.name for home, _reasons in found}
    return {
        "period": f"{first:%Y年%-m月}至{last:%Y年%-m月}",
        "inspected": f"{inspection.month:%Y年%-m月}",
        "rows": [{"department": home.name, "reasons": reasons} for home, reasons in found],
        "complete": [row["department"] for row in judged if row["department"] not in lacking],
        "judged": judged,
        "date": str(clock.today()),
    }


def report_issue(inspection: Any, *, by: Any) -> IssuedForm:
    """Issue the report of a held inspection, in the caller's transaction."""
    data = report_data(inspection)
    title = f"{data['period']}归档未完成情况通报"
    return forms.issue(INCENTIVE_REPORT, about=inspection, data=data, by=by, title=title)
