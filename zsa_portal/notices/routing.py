"""The events of opinions, and their kind of message."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.notices.actions.telling import ANSWERED
from zsa_portal.outbox.kinds import Kind
from zsa_portal.outbox.routing import Declared

ANSWERS = Kind(
    "notices.answers",
    _("Answers to opinions"),
    _("An opinion that you gave, or one in your matter, is answered."),
)

Declared(
    ANSWERED,
    _("Opinions answered"),
    _("Opinions"),
    ANSWERS,
    always=_("the author, if signed in"),
)
