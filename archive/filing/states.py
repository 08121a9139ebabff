"""The states of a department's filing of one month (归档管理制度 第六、七条)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.filing.times import filing_due
from zsa_portal.workflow.machine import StateInfo

STAGES = {
    "10": _("Collecting"),
    "20": _("Head of department"),
    "30": _("Custodian"),
    "40": _("Signatures"),
    "60": _("Filed"),
}


class F(models.TextChoices):
    """State identifiers of a filing."""

    COLLECTING = "filing_collecting"
    CHECK = "filing_head_check"
    CUSTODY = "filing_custody"
    RETURNED = "filing_returned"
    SECRETARY_GENERAL = "filing_secretary_general"
    VICE_CHAIR = "filing_vice_chair"
    FILED = "filed"


STATES: dict[str, StateInfo] = {
    F.COLLECTING: StateInfo(
        "10.00",
        _("Material being collected"),
        roles.ARCHIVIST,
        _("Collect the month's material and submit the filing list"),
        _("The department's archivist collects what is to be filed of the past month."),
        due=filing_due,
    ),
    F.CHECK: StateInfo(
        "20.20",
        _("With the head of department"),
        roles.HEAD,
        _("Check the filing list against the material and approve it"),
        _("The head checks completeness, correctness, list and levels."),
        due=filing_due,
    ),
    F.CUSTODY: StateInfo(
        "30.20",
        _("With the custodian"),
        roles.CUSTODIAN,
        _("Check the material against the list, row by row"),
        _("The custodian checks again and returns what does not conform."),
        days=5,
    ),
    F.RETURNED: StateInfo(
        "30.98",
        _("Rows returned"),
        roles.ARCHIVIST,
        _("Mend the rows that were returned and submit the list again"),
        _("The custodian returned rows with reasons; the accepted ones stand."),
        days=5,
        outcome="returned",
    ),
    F.SECRETARY_GENERAL: StateInfo(
        "40.20",
        _("Before the secretary general"),
        roles.SECRETARY_GENERAL,
        _("Sign the filing list"),
        _("The material is in the archive; the secretary general signs the list."),
        days=5,
    ),
    F.VICE_CHAIR: StateInfo(
        "40.40",
        _("Before the executive vice chair"),
        roles.VICE_CHAIR,
        _("Sign the filing list"),
        _("The executive vice chair signs the list as the last one."),
        days=5,
    ),
    F.FILED: StateInfo(
        "60.60",
        _("Filed"),
        roles.NOBODY,
        "",
        _("The month's material is in the archive and the list is signed."),
        outcome="done",
    ),
}

IN_ARCHIVE = (F.SECRETARY_GENERAL, F.VICE_CHAIR, F.FILED)
"""States in which everything on the list was taken in."""
HANDED_OVER = (F.CUSTODY, *IN_ARCHIVE)
"""States behind the head's approval: the department has filed."""
