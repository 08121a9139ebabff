"""The states of the intake of a bag that another archive sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import roles
from zsa_portal.workflow.machine import StateInfo

STAGES = {
    "10": _("Verification"),
    "40": pgettext_lazy("stage of an intake", "Preview"),
    "50": _("Taking in"),
    "60": _("Taken in"),
}


class N(models.TextChoices):
    """State identifiers of an intake."""

    VERIFYING = "intake_verifying"
    PREVIEW = "intake_preview"
    TAKING = "intake_taking"
    TAKEN = "intake_taken"
    REFUSED = "intake_refused"
    DROPPED = "intake_dropped"


OPEN = (N.VERIFYING, N.PREVIEW, N.TAKING)
WORKING = (N.VERIFYING, N.TAKING)
"""A worker has it: the sweep asks for these anew."""

STATES: dict[str, StateInfo] = {
    N.VERIFYING: StateInfo(
        "10.20",
        _("Being verified"),
        roles.CLOCK,
        "",
        _("A worker computes every checksum anew and looks into every file."),
    ),
    N.PREVIEW: StateInfo(
        "40.20",
        _("Verified, not taken in"),
        roles.CUSTODIAN,
        _("Look at what the bag holds, then take it in or drop it"),
        _("The bag is whole. The custodian sees what would come in and decides."),
        days=5,
    ),
    N.TAKING: StateInfo(
        "50.20",
        _("Being taken in"),
        roles.CLOCK,
        "",
        _("A worker verifies the bag anew, stores its files and writes its records."),
    ),
    N.TAKEN: StateInfo(
        "60.60",
        _("Taken in"),
        roles.NOBODY,
        "",
        _("The records of the bag are in the archive."),
        outcome="done",
    ),
    N.REFUSED: StateInfo(
        "10.98",
        _("Not whole"),
        roles.NOBODY,
        "",
        _("The bag did not pass the verification; nothing of it is in the archive."),
        outcome="ended",
    ),
    N.DROPPED: StateInfo(
        "40.98",
        _("Not taken in"),
        roles.NOBODY,
        "",
        _("The custodian did not take the bag in; nothing of it is in the archive."),
        outcome="ended",
    ),
}
