"""Since when each department files in this archive."""

from __future__ import annotations

import datetime as dt

from django.db.models import Min

from archive.filing.models import Filing


def first_months() -> dict[int, dt.date]:
    """The month of each department's first filing, by the department's key; one query."""
    rows = Filing.objects.order_by().values_list("department")
    return dict(rows.annotate(Min("month")))
