"""The parts that are played in a complaint, its states, and the ways it may end."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints import times
from zsa_portal.workflow.machine import StateInfo
from zsa_portal.workflow.roles import CLOCK, NOBODY, RoleInfo

DESK = RoleInfo("complaints_desk", _("Complaints desk"), office=True, runs=True, keeps_ballots=True)
BODY = RoleInfo("complaint_body", _("Body complained about"))
ROLES = (DESK, BODY)

RECEIVED, RETURNED, ACCEPTED = "received", "returned", "accepted"
WITH_BODY, DECIDING, COORDINATION = "with_body", "deciding", "coordination"
CLOSED, REFERRED, REJECTED, WITHDRAWN = "closed", "referred", "rejected", "withdrawn"
OPEN = (RECEIVED, RETURNED, ACCEPTED, WITH_BODY, DECIDING, COORDINATION)
ENDED = (CLOSED, REFERRED, REJECTED, WITHDRAWN)
WITH_THE_BODY_ON = (WITH_BODY, DECIDING, COORDINATION)

STAGES: dict[str, Any] = {
    "10": _("Receipt"),
    "20": _("Acceptance"),
    "30": _("With the body"),
    "40": _("Decision"),
    "60": _("Ended"),
}
STATES: dict[str, StateInfo] = {
    RECEIVED: StateInfo(
        "10.00",
        _("Complaint received"),
        holder=DESK,
        duty=_("Look at the complaint: accept it, or say what is lacking"),
        meaning=_("The association looks at whether this is a complaint with evidence."),
        due=times.accept_due,
    ),
    RETURNED: StateInfo(
        "10.20",
        _("Returned for completion"),
        holder=CLOCK,
        duty="",
        meaning=_("The complainant adds what is lacking; the time for it is limited."),
        outcome="returned",
    ),
    ACCEPTED: StateInfo(
        "20.60",
        _("Complaint accepted"),
        holder=DESK,
        duty=_("Pass the complaint to the body"),
        meaning=_("The association took the complaint up and passes it to the body."),
        due=times.pass_due,
    ),
    WITH_BODY: StateInfo(
        "30.20",
        _("With the body"),
        holder=BODY,
        duty=_("Coordinate with the complainant and report back"),
        meaning=_("The body coordinates with the complainant and reports to the association."),
        due=times.report_due,
    ),
    DECIDING: StateInfo(
        "40.00",
        _("To be decided"),
        holder=DESK,
        duty=_("Judge the body's report: close the complaint or call a coordination meeting"),
        meaning=_("The association judges what the body reported."),
        due=times.close_due,
    ),
    COORDINATION: StateInfo(
        "40.20",
        _("Coordination meeting"),
        holder=DESK,
        duty=_("Hold the coordination meeting and write its minutes"),
        meaning=_("The association called the body and the complainant to a meeting."),
        due=times.close_due,
    ),
    CLOSED: StateInfo(
        "60.60",
        _("Complaint closed"),
        holder=NOBODY,
        duty="",
        meaning=_("The association told both sides how the complaint was concluded."),
        outcome="done",
    ),
    REFERRED: StateInfo(
        "60.70",
        _("Closed with a reference to state law"),
        holder=NOBODY,
        duty="",
        meaning=_("It was not settled here; both sides were told where state law leads it."),
        outcome="done",
    ),
    REJECTED: StateInfo(
        "60.90",
        _("Not taken up"),
        holder=NOBODY,
        duty="",
        meaning=_("It is no complaint about a standard, or evidence was lacking to the end."),
        outcome="ended",
    ),
    WITHDRAWN: StateInfo(
        "60.95",
        _("Withdrawn by the complainant"),
        holder=NOBODY,
        duty="",
        meaning=_("The complainant took the complaint back."),
        outcome="ended",
    ),
}


class Outcome(models.TextChoices):
    """How a complaint ended."""

    UPHELD = "upheld", _("Upheld")
    PARTLY = "partly", _("Upheld in part")
    UNFOUNDED = "unfounded", _("Not upheld")
    SETTLED = "settled", _("Settled between the sides")
    REFERRED = "referred", _("Referred to state law")
    REJECTED = "rejected", _("Not taken up")
    INCOMPLETE = "incomplete", _("Not completed in time")
    WITHDRAWN = "withdrawn", _("Withdrawn")


DECIDED = (Outcome.UPHELD, Outcome.PARTLY, Outcome.UNFOUNDED, Outcome.SETTLED)
"""The outcomes among which the association chooses when it closes a complaint."""


class BodyOutcome(models.TextChoices):
    """What came of the body's coordination with the complainant."""

    SETTLED = "settled", _("Settled with the complainant")
    PARTLY = "partly", _("Settled in part")
    NOT_SETTLED = "not_settled", _("Not settled")


class Satisfaction(models.TextChoices):
    """What the complainant says in the end."""

    SATISFIED = "satisfied", _("Satisfied")
    NOT_SATISFIED = "not_satisfied", _("Not satisfied")
