"""The events of the archive that are no steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archive.appraisal.actions import REMINDER
from archive.checking.actions import FOUND
from archive.exceptions.telling import DECIDED, WAITS
from archive.inspections.evaluating.actions import ASKED
from archive.storage.actions import EVENT
from zsa_portal.outbox.kinds import PROGRESS, TURN, UPKEEP
from zsa_portal.outbox.routing import Declared

Declared(
    REMINDER,
    _("The time of records is over"),
    _("Archive"),
    TURN,
    always=_("the custodian"),
)
Declared(
    EVENT,
    _("Something is wrong with the archive's storage"),
    _("Archive"),
    UPKEEP,
    always=_("the custodian and the secretary general"),
)
Declared(
    FOUND,
    _("The four checks found something"),
    _("Archive"),
    TURN,
    always=_("who began the checks"),
)
Declared(
    ASKED,
    _("The departments evaluate each other's public filing"),
    _("Archive"),
    TURN,
    always=_("the heads of departments"),
)
Declared(
    WAITS,
    _("An exception for confidential records waits for approval"),
    _("Archive"),
    TURN,
    always=_("the secretary general and the executive vice chair"),
)
Declared(
    DECIDED,
    _("An exception for confidential records is approved or refused"),
    _("Archive"),
    PROGRESS,
    always=_("who gave it and whom it is for"),
)
