"""The events of opinions, for the page that shows whom they are told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zsa_portal.notices.actions.telling import ANSWERED
from zsa_portal.outbox.routing import Declared, declares


@declares
def opinions() -> Iterator[Declared]:
    """What the authors of opinions are told."""
    yield Declared(
        ANSWERED,
        _("Opinions answered"),
        _("Opinions"),
        always=_("the author, if signed in"),
    )
