"""The events of complaints that are no steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints.telling import RECEIVED, WROTE
from zsa_portal.outbox.kinds import PROGRESS, TURN
from zsa_portal.outbox.routing import Declared

GROUP = _("Complaint")

Declared(RECEIVED, _("A complaint came in"), GROUP, TURN, always=_("the complaints desk"))
Declared(
    WROTE,
    _("Message written"),
    GROUP,
    PROGRESS,
    asks=TURN,
    always=_("the other sides that may read it"),
)
