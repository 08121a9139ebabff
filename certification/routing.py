"""The events of recognition that are no steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.panels.actions.invitations import INVITED
from certification.upkeep.calendar import SERIES, event_of
from zsa_portal.outbox.kinds import TURN
from zsa_portal.outbox.routing import Declared

Declared(
    INVITED,
    _("An expert is invited to a panel, or no longer"),
    _("Recognition"),
    TURN,
    always=_("the expert"),
)
for kind, series in SERIES.items():
    Declared(
        event_of(kind),
        series.notice.title,
        _("Recognition"),
        TURN,
        always=_("the people of the body"),
    )
