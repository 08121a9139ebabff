"""The states of a 1字标 mark, from the application to the end of its authorisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from zsa_portal.workflow.machine import Phase, StateInfo

STAGES = {
    "10": _("Application"),
    "20": _("Examination"),
    "30": _("Authorisation"),
    "40": _("Renewal"),
}


class S(models.TextChoices):
    """State identifiers of a mark."""

    DRAFT = "mark_draft"
    RETURNED = "mark_returned"
    DISCARDED = "mark_discarded"
    WITHDRAWN = "mark_application_withdrawn"
    EXAMINATION = "mark_examination"
    BEFORE_HEAD = "mark_before_head"
    REFUSED = "mark_refused"
    AUTHORISED = "mark_authorised"
    RENEWAL = "mark_renewal"
    RENEWAL_EXAMINATION = "mark_renewal_examination"
    SUSPENDED = "mark_suspended"
    RESUMPTION = "mark_resumption_examination"
    REVOKED = "mark_revoked"
    GIVEN_UP = "mark_given_up"


class Standing(models.TextChoices):
    """What the register says of a mark."""

    VALID = "valid", _("Valid")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Mark withdrawn")
    GIVEN_UP = "given_up", _("Given up")


APPLYING = (S.DRAFT, S.RETURNED)
MENDING = (S.RENEWAL, S.SUSPENDED)
WRITING = (*APPLYING, *MENDING)
"""The states in which the enterprise writes the application, or what renews it."""

VALID = (S.AUTHORISED, S.RENEWAL, S.RENEWAL_EXAMINATION)
"""The states in which the mark may be carried, while nothing has lapsed."""

LIVE = (*VALID, S.SUSPENDED, S.RESUMPTION)
KNOWN = (*LIVE, S.REVOKED, S.GIVEN_UP)
"""The states of marks that were authorised once; the public register has them."""

R, P = roles, Phase

STATES: dict[str, StateInfo] = {
    S.DRAFT: StateInfo(
        "10.00",
        _("Application being written"),
        R.APPLICANT,
        _("Complete the application and submit it"),
        _("An enterprise is writing the application for a product; nobody else sees it yet."),
        P.DRAFT,
    ),
    S.RETURNED: StateInfo(
        "10.98",
        _("Returned to be completed"),
        R.APPLICANT,
        _("Complete the application and submit it again"),
        _("The examination found something missing; the application is back, with reasons."),
        days=30,
        outcome="returned",
    ),
    S.DISCARDED: StateInfo(
        "10.99",
        _("Draft discarded"),
        R.NOBODY,
        "",
        _("The enterprise gave the draft up before it was submitted."),
        P.DRAFT,
        outcome="ended",
    ),
    S.WITHDRAWN: StateInfo(
        "10.97",
        _("Application withdrawn"),
        R.NOBODY,
        "",
        _("The enterprise withdrew the application."),
        outcome="ended",
    ),
    S.EXAMINATION: StateInfo(
        "20.20",
        _("Examination"),
        R.DEPARTMENT,
        _("Examine report, certificate and standard"),
        _("The 1字标 department examines whether the product is certified to the standard."),
        days=15,
    ),
    S.BEFORE_HEAD: StateInfo(
        "20.60",
        _("Before the head of the department"),
        R.HEAD,
        _("Authorise the mark or refuse it"),
        _("The examination is done; the head of the department decides."),
        days=10,
    ),
    S.REFUSED: StateInfo(
        "20.98",
        _("Not authorised"),
        R.NOBODY,
        "",
        _("The mark was not authorised for the product."),
        outcome="ended",
    ),
    S.AUTHORISED: StateInfo(
        "30.60",
        _("Authorised"),
        R.NOBODY,
        "",
        _("The product may carry the 1字标."),
        P.PUBLISHED,
        outcome="done",
    ),
    S.RENEWAL: StateInfo(
        "40.20",
        _("Authorised, renewal open"),
        R.APPLICANT,
        _("Renew the authorisation, if you wish to keep the mark"),
        _("The authorisation ends soon; the enterprise may renew it. Until then it holds."),
        P.PUBLISHED,
    ),
    S.RENEWAL_EXAMINATION: StateInfo(
        "40.40",
        _("Authorised, renewal examined"),
        R.DEPARTMENT,
        _("Examine the renewal"),
        _("The renewal is examined; the authorisation holds until its end."),
        P.PUBLISHED,
        days=15,
    ),
    S.SUSPENDED: StateInfo(
        "40.92",
        _("Suspended"),
        R.APPLICANT,
        _("Mend what lapsed and ask for the resumption, or give the mark up"),
        _("Standard, certificate or partner lapsed: the product may not carry the mark now."),
        P.PUBLISHED,
        outcome="returned",
    ),
    S.RESUMPTION: StateInfo(
        "40.94",
        _("Suspended, resumption examined"),
        R.DEPARTMENT,
        _("Examine what the enterprise mended"),
        _("The enterprise mended what lapsed; until it is examined the mark stays suspended."),
        P.PUBLISHED,
        days=15,
        outcome="returned",
    ),
    S.REVOKED: StateInfo(
        "40.98",
        _("Withdrawn by the association"),
        R.NOBODY,
        "",
        _("The association withdrew the authorisation; the product may not carry the mark."),
        P.PUBLISHED,
        outcome="ended",
    ),
    S.GIVEN_UP: StateInfo(
        "40.97",
        _("Given up"),
        R.NOBODY,
        "",
        _("The enterprise gave the mark up of its own will."),
        P.PUBLISHED,
        outcome="ended",
    ),
}
"""The states in the order of the main line."""
