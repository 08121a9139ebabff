"""The events of people, which stand below this package and post through it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.kinds import PLACES, TURN
from zsa_portal.outbox.routing import Declared
from zsa_portal.people.accounts.actions import DEPUTY_SET
from zsa_portal.people.imports.actions import SUBMITTED

GROUP = _("People and tables")

Declared(DEPUTY_SET, _("A deputy is set"), GROUP, PLACES, always=_("the deputy"))
Declared(
    SUBMITTED,
    _("A table waits for release"),
    GROUP,
    TURN,
    always=_("whoever may release it"),
)
