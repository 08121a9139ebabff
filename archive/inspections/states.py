"""The states of the half-yearly inspection of the filings (归档管理制度 第六条第二款)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import roles
from archive.inspections.times import inspection_due
from zsa_portal.workflow.machine import StateInfo

STAGES = {
    "10": _("Inspection"),
    "20": _("Answers of the departments"),
    "60": pgettext_lazy("inspection", "Released"),
}


class I(models.TextChoices):  # noqa: E742 - one letter as every machine's states
    """State identifiers of an inspection."""

    INSPECTING = "inspection_open"
    ANSWERS = "inspection_answers"
    RELEASED = "inspection_released"


def release_due(inspection: Any) -> dt.datetime:
    """The exclusive end of an inspection's month, not before the departments' time to answer is over."""
    until: dt.datetime = inspection.answers_until
    return max(until, inspection_due(inspection))


STATES: dict[str, StateInfo] = {
    I.INSPECTING: StateInfo(
        "10.20",
        _("Inspection under way"),
        roles.QUALITY,
        _("Inspect the filings of the half-year and write down what is found"),
        _("The quality department inspects the filings in June and December."),
        due=inspection_due,
    ),
    I.ANSWERS: StateInfo(
        "20.20",
        _("Before release: departments may answer"),
        roles.QUALITY_HEAD,
        _("Read the answers and release the report"),
        _("Each department reads what was found and may answer until the last day."),
        due=release_due,
    ),
    I.RELEASED: StateInfo(
        "60.60",
        pgettext_lazy("inspection", "Released"),
        roles.NOBODY,
        "",
        _("The report is released; incomplete filing withholds incentives."),
        outcome="done",
    ),
}
