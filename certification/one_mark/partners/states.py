"""The states of a partner (合作机构), from its application to its listing and yearly re-evaluation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from zsa_portal.workflow.machine import Phase, StateInfo

STAGES = {
    "10": _("Application"),
    "20": _("Evaluation"),
    "30": _("Listing"),
    "40": _("Re-evaluation"),
}


class S(models.TextChoices):
    """State identifiers of a partner."""

    DRAFT = "partner_draft"
    RETURNED = "partner_returned"
    WITHDRAWN = "partner_application_withdrawn"
    EVALUATION = "partner_evaluation"
    BEFORE_HEAD = "partner_before_head"
    REFUSED = "partner_refused"
    LISTED = "partner_listed"
    REEVALUATION = "partner_reevaluation"
    RENEWAL = "partner_renewal_before_head"
    LAPSED = "partner_lapsed"
    DELISTED = "partner_delisted"


WRITING = (S.DRAFT, S.RETURNED)
KNOWN = (S.LISTED, S.REEVALUATION, S.RENEWAL, S.LAPSED, S.DELISTED)
"""The states of those that are or were listed; the public list has them."""

R, P = roles, Phase

STATES: dict[str, StateInfo] = {
    S.DRAFT: StateInfo(
        "10.00",
        _("Partner being entered"),
        R.ENTERING,
        _("Complete the qualification and submit it"),
        _("A laboratory or certification body, or the association for it, enters what it is."),
    ),
    S.RETURNED: StateInfo(
        "10.98",
        _("Returned to be completed"),
        R.ENTERING,
        _("Complete the qualification and submit it again"),
        _("Something is missing; the entry is back with who made it, with reasons."),
        days=30,
        outcome="returned",
    ),
    S.WITHDRAWN: StateInfo(
        "10.97",
        _("Application withdrawn"),
        R.NOBODY,
        "",
        _("Who entered the partner withdrew it; it was never listed."),
        outcome="ended",
    ),
    S.EVALUATION: StateInfo(
        "20.20",
        _("Evaluation"),
        R.DEPARTMENT,
        _("Evaluate the partner and lay it before the head of the department"),
        _("The 1字标 department examines accreditation, scope and impartiality."),
        days=15,
    ),
    S.BEFORE_HEAD: StateInfo(
        "20.60",
        _("Before the head of the department"),
        R.HEAD,
        _("Approve the partner or refuse it"),
        _("The evaluation is done; the head of the department decides."),
        days=10,
    ),
    S.REFUSED: StateInfo(
        "20.98",
        _("Not approved"),
        R.NOBODY,
        "",
        _("The partner was not approved and is not listed."),
        outcome="ended",
    ),
    S.LISTED: StateInfo(
        "30.60",
        _("Listed"),
        R.NOBODY,
        "",
        _("The partner is listed: its reports or certificates count for the 1字标."),
        P.PUBLISHED,
        outcome="done",
    ),
    S.REEVALUATION: StateInfo(
        "40.20",
        _("Yearly re-evaluation"),
        R.DEPARTMENT,
        _("Re-evaluate the partner and lay it before the head of the department"),
        _("The yearly re-evaluation is open; the listing holds until its last day."),
        P.PUBLISHED,
    ),
    S.RENEWAL: StateInfo(
        "40.60",
        _("Re-evaluation before the head of the department"),
        R.HEAD,
        _("Renew the listing or delist the partner"),
        _("The re-evaluation is done; the head of the department decides."),
        P.PUBLISHED,
        days=10,
    ),
    S.LAPSED: StateInfo(
        "40.92",
        _("Listing ran out"),
        R.DEPARTMENT,
        _("Re-evaluate the partner or have it delisted"),
        _("Accreditation or re-evaluation ran out: reports and certificates do not count now."),
        P.PUBLISHED,
        days=30,
        outcome="returned",
    ),
    S.DELISTED: StateInfo(
        "40.98",
        _("Delisted"),
        R.NOBODY,
        "",
        _("The partner is no longer listed; what it issued while listed keeps its date."),
        P.PUBLISHED,
        outcome="ended",
    ),
}
"""The states in the order of the main line."""
