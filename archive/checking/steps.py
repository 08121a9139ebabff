"""Beginning the checks of a filing by hand, at an inspection, and issuing their report."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.checking.actions import checks_begin
from archive.checking.issuing import Heading, heading_of, report_issue
from archive.checking.kinds import Occasion
from archive.checking.queries import latest_run, may_check
from archive.checking.records import CheckRun
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections.models import Inspection
from archive.inspections.months import months_at_hand
from archive.inspections.states import I
from archive.parties import inspects, keeps_archive
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Department
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import Refusal
from zsa_portal.workflow.wording import word

word(
    checks_begin=gettext_lazy("Four checks begun"),
    check_report_issue=gettext_lazy("Report of the four checks issued"),
)


def filing_check(*, filing: Filing, by: Any) -> CheckRun:
    """Begin the four checks of a filing anew, by who prepares, checks or keeps it.

    Those that are under way are found, not begun twice. Raises PermissionDenied, Refusal for an
    empty list.
    """
    with held(filing) as fresh:
        if not may_check(fresh, by):
            raise PermissionDenied
        if not fresh.items.exists():
            raise Refusal([_("The list is empty: there is nothing to check.")], matter=fresh)
        early = fresh.state in (F.COLLECTING, F.CHECK, F.RETURNED)
        occasion = Occasion.FILING if early else Occasion.CUSTODY
        return begin_logged(fresh, occasion=occasion, by=by)


def begin_logged(origin: Any, *, occasion: str, by: Any) -> CheckRun:
    """Begin the checks of a held filing or intake, and note who did."""
    run = checks_begin(origin=origin, occasion=occasion, by=by)
    record(origin, by=by, step="checks_begin", values={"run": run})
    return run


def inspection_check(*, inspection: Inspection, home: Department, by: Any) -> int:
    """Begin the checks of everything a department filed in the half-year; returns how many filings.

    By the quality department while it inspects. Raises PermissionDenied, WrongState, Refusal where
    the department has no rows.
    """
    with held(inspection, states=(I.INSPECTING,)) as fresh:
        if not inspects(fresh, by):
            raise PermissionDenied
        begun = inspected_check(fresh, by=by, department=home)
        if not begun:
            sentence = _("“%(department)s” filed nothing in the months inspected.")
            raise Refusal([sentence % {"department": home}], matter=fresh)
        return begun


def inspected_check(inspection: Inspection, *, by: Any, **narrowed: Any) -> int:
    """Begin the checks of all filings with records that an inspection looks at; returns of how many.

    ``narrowed`` holds the ``department`` where it is one's alone. ``by`` is None for the calendar. In
    the caller's transaction; the workers make them.
    """
    rows = Filing.objects.filter(month__in=months_at_hand([inspection]), items__isnull=False)
    filings = list(rows.filter(**narrowed).distinct().order_by("month", "pk"))
    for filing in filings:
        checks_begin(origin=filing, occasion=Occasion.INSPECTION, by=by)
    if filings:
        record(inspection, by=by, step="checks_begin", values=narrowed | {"filings": filings})
    return len(filings)


def check_report_issue(*, filing: Filing, by: Any) -> IssuedForm:
    """Issue the report of the newest checks of a filing, by the custodian.

    Raises PermissionDenied, Refusal before the checks are made.
    """
    with held(filing) as fresh:
        return report_logged(fresh, heading_of(fresh), by=by)


def report_logged(origin: Any, heading: Heading, *, by: Any) -> IssuedForm:
    """Issue the report of a held filing or intake, and note who did; raises as above."""
    if not keeps_archive(origin, by):
        raise PermissionDenied
    run = latest_run(origin)
    if run is None or run.state != CheckRun.State.DONE:
        raise Refusal([_("The checks are not made yet; wait for them.")], matter=origin)
    form = report_issue(run, origin, heading, by=by)
    record(origin, by=by, step="check_report_issue", values={"run": run, "form": form})
    return form
