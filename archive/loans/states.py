"""The states of a loan of archive records (归档管理制度 第十至十三条)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import roles
from zsa_portal.workflow.machine import Phase, StateInfo

STAGES = {
    "10": _("Request"),
    "20": _("Approval"),
    "30": _("Custodian"),
    "40": _("On loan"),
    "60": _("Ended"),
}


class L(models.TextChoices):
    """State identifiers of a loan."""

    DRAFT = "loan_draft"
    HEAD = "loan_head"
    LEADERS = "loan_leaders"
    CUSTODY = "loan_custody"
    OPEN = "loan_open"
    OUT = "loan_out"
    CLOSED = "loan_closed"
    REVOKED = "loan_revoked"
    REFUSED = "loan_refused"
    WITHDRAWN = "loan_withdrawn"


ASKED = (L.HEAD, L.LEADERS, L.CUSTODY)
"""The states in which a request waits for somebody."""
RUNNING = (L.OPEN, L.OUT)
"""The states in which something is on loan."""
PAST = (L.CLOSED, L.REVOKED)
COPYING = (L.CUSTODY, L.OUT)
"""The states in which the custodian makes the copies that are asked for."""


def end_of(loan: Any) -> Any:
    """When what is out is to be back: the exclusive end of its last day."""
    return loan.closes_at


STATES: dict[str, StateInfo] = {
    L.DRAFT: StateInfo(
        "10.00",
        _("Request being written"),
        roles.BORROWER,
        _("Complete the request and submit it, or discard it"),
        _("The borrower chooses the records and says for what and until when."),
        Phase.DRAFT,
    ),
    L.HEAD: StateInfo(
        "20.20",
        _("With the head of department"),
        roles.HEAD,
        _("Approve the request or refuse it"),
        _("The head of the department decides on records above public."),
        days=3,
    ),
    L.LEADERS: StateInfo(
        "20.60",
        _("With the secretary general or the executive vice chair"),
        roles.LEADER,
        _("Approve the request or refuse it"),
        _("Either of the two decides on confidential records."),
        days=3,
    ),
    L.CUSTODY: StateInfo(
        "30.20",
        _("With the custodian"),
        roles.CUSTODIAN,
        _("Open the records, hand them out, or refuse the request"),
        _("The request is approved; the custodian opens or hands out the records."),
        days=3,
    ),
    L.OPEN: StateInfo(
        "40.20",
        _("Open to be read"),
        roles.CLOCK,
        "",
        _("The borrower reads the records in the browser; they close by themselves."),
    ),
    L.OUT: StateInfo(
        "40.40",
        _("Handed out"),
        roles.BORROWER,
        _("Return what was handed out to the custodian"),
        _("The borrower has paper originals or copies, to be returned by the last day."),
        due=end_of,
    ),
    L.CLOSED: StateInfo(
        "60.60",
        _("Ended"),
        roles.NOBODY,
        "",
        _("The time is over, or everything was returned."),
        outcome="done",
    ),
    L.REVOKED: StateInfo(
        "60.92",
        _("Revoked"),
        roles.NOBODY,
        "",
        _("The custodian ended the loan before its time."),
        outcome="ended",
    ),
    L.REFUSED: StateInfo(
        "60.98",
        _("Refused"),
        roles.NOBODY,
        "",
        _("The request was refused; a new one may be made."),
        outcome="ended",
    ),
    L.WITHDRAWN: StateInfo(
        "60.97",
        _("Withdrawn"),
        roles.NOBODY,
        "",
        _("The borrower withdrew the request."),
        outcome="ended",
    ),
}

LOAN_IN_VIEW = ("later:overview",)
"""What stands beside the forms of those who decide on a loan: what is borrowed, for what."""
