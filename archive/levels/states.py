"""The states of a new version of the table of levels (归档管理制度 附件二)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import roles
from zsa_portal.workflow.machine import StateInfo

STAGES = {
    "10": _("Draft"),
    "40": _("Second person"),
    "60": _("Confirmed"),
}


class T(models.TextChoices):
    """State identifiers of a new version of the table."""

    DRAFTING = "table_drafting"
    CONFIRMATION = "table_confirmation"
    CONFIRMED = "table_confirmed"
    DROPPED = "table_dropped"


STATES: dict[str, StateInfo] = {
    T.DRAFTING: StateInfo(
        "10.00",
        _("Being drafted"),
        roles.QUALITY,
        _("Change the entries and submit the version to a second person"),
        _("The quality department drafts a new version of the table of levels."),
    ),
    T.CONFIRMATION: StateInfo(
        "40.20",
        _("With the second person"),
        roles.QUALITY,
        _("Compare the version with the one in force, then confirm or return it"),
        _("Somebody of the quality department who did not draft it checks the version."),
        days=5,
    ),
    T.CONFIRMED: StateInfo(
        "60.60",
        _("Confirmed"),
        roles.NOBODY,
        "",
        _("The version is in force from its day on."),
        outcome="done",
    ),
    T.DROPPED: StateInfo(
        "10.98",
        _("Dropped"),
        roles.NOBODY,
        "",
        _("The draft was given up; the table stays as it is."),
        outcome="ended",
    ),
}
