"""The event of ballots that is no step."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.actions.telling import ENDED
from zsa_portal.outbox.kinds import PROGRESS
from zsa_portal.outbox.routing import Declared

Declared(
    ENDED,
    _("A ballot ended without outcome"),
    _("Ballots"),
    PROGRESS,
    always=_("its electors"),
)
