"""The states of an appraisal (鉴定) of records whose time is over."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import roles
from zsa_portal.workflow.machine import Asked, StateInfo

STAGES = {
    "10": _("Records being chosen"),
    "20": _("Appraisal panel"),
    "30": _("Approval"),
    "40": _("Signatures"),
    "50": _("Destruction"),
    "60": pgettext_lazy("appraisal", "Ended"),
}


OPINION = "appraise_records"
"""What each member of the panel owes."""


class A(models.TextChoices):
    """State identifiers of an appraisal."""

    CHOOSING = "appraisal_choosing"
    PANEL = "appraisal_panel"
    SECRETARY_GENERAL = "appraisal_secretary_general"
    VICE_CHAIR = "appraisal_vice_chair"
    SIGNING = "appraisal_signing"
    SUPERVISION = "appraisal_supervision"
    DISPOSED = "appraisal_disposed"
    DESTROYED = "appraisal_destroyed"
    KEPT = "appraisal_kept"
    DROPPED = "appraisal_dropped"


OPEN = (
    A.CHOOSING,
    A.PANEL,
    A.SECRETARY_GENERAL,
    A.VICE_CHAIR,
    A.SIGNING,
    A.SUPERVISION,
)
"""The states in which it is not decided yet what becomes of the records."""
DRAWN = (
    A.SECRETARY_GENERAL,
    A.VICE_CHAIR,
    A.SIGNING,
    A.SUPERVISION,
    A.DISPOSED,
    A.DESTROYED,
)
"""The states in which there is a disposal register."""

STATES: dict[str, StateInfo] = {
    A.CHOOSING: StateInfo(
        "10.20",
        _("Records being chosen"),
        roles.CUSTODIAN,
        _("Choose the records and ask the panel"),
        _("The custodian chooses records whose time is over."),
    ),
    A.PANEL: StateInfo(
        "20.20",
        _("Before the appraisal panel"),
        roles.CUSTODIAN,
        _("See to it that every member gives an opinion, then conclude"),
        _("Every member of the panel says of each record whether it is kept on, and why."),
        days=30,
        asked=Asked(roles.PANEL, OPINION),
    ),
    A.SECRETARY_GENERAL: StateInfo(
        "30.20",
        _("Register before the secretary general"),
        roles.SECRETARY_GENERAL,
        _("Approve the disposal register or return it"),
        _("The secretary general approves what is disposed of."),
        days=10,
    ),
    A.VICE_CHAIR: StateInfo(
        "30.40",
        _("Register before the executive vice chair"),
        roles.VICE_CHAIR,
        _("Approve the disposal register or return it"),
        _("Confidential records are disposed of with the approval of the executive vice chair."),
        days=10,
    ),
    A.SIGNING: StateInfo(
        "40.20",
        _("To be signed by the custodian"),
        roles.CUSTODIAN,
        _("Sign the disposal register"),
        _("The custodian signs the approved register."),
        days=10,
    ),
    A.SUPERVISION: StateInfo(
        "40.40",
        _("To be signed by the supervisor"),
        roles.SUPERVISOR,
        _("Compare the records with the register and sign it as the second person"),
        _("A second person signs; then the records are disposed of."),
        days=10,
    ),
    A.DISPOSED: StateInfo(
        "50.20",
        _("Disposed of, to be destroyed"),
        roles.SUPERVISOR,
        _("Have the paper shredded and the files removed, and confirm it"),
        _("Nobody reads the records any more; paper is to be shredded and the files removed."),
        days=10,
    ),
    A.DESTROYED: StateInfo(
        "60.60",
        _("Destroyed"),
        roles.NOBODY,
        "",
        _("Paper was shredded and files were removed; the register stays."),
        outcome="done",
    ),
    A.KEPT: StateInfo(
        "60.62",
        _("Everything kept on"),
        roles.NOBODY,
        "",
        _("The panel keeps every record on; each has a new time."),
        outcome="done",
    ),
    A.DROPPED: StateInfo(
        "60.98",
        pgettext_lazy("appraisal", "Dropped"),
        roles.NOBODY,
        "",
        _("The appraisal was dropped; the records stay as they were."),
        outcome="ended",
    ),
}
