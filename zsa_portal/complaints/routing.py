"""The events of complaints that are no steps, for the page that shows whom they are told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints.telling import RECEIVED, WROTE
from zsa_portal.outbox.routing import Declared, declares


@declares
def complaints() -> Iterator[Declared]:
    """What the desk and the body are told besides the steps."""
    group, sides = _("Complaint"), _("the other sides that may read it")
    yield Declared(RECEIVED, _("A complaint came in"), group, always=_("the complaints desk"))
    yield Declared(WROTE, _("Message written"), group, always=sides)
