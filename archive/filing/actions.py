"""Opening a department's filing of a month, and what is done to its rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from archive.filing.models import Filing
from archive.parties import offices_of
from zsa_portal.people.models import Department
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.settle import begin


def filing_open(*, department: Department, month: dt.date, by: Any) -> Filing:
    """Open a department's filing of a month (its first day), or return the one that is open.

    ``by`` is None for the calendar.
    """
    with transaction.atomic():
        found = Filing.objects.filter(department=department, month=month).first()
        if found is not None:
            return found
        filing = Filing(
            department=department,
            month=month,
            owner=department,
            title=f"{department.name} {month:%Y-%m}",
            level=Level.RESTRICTED,
        )
        begin(filing, by=by, parties=offices_of(department))
        return filing
