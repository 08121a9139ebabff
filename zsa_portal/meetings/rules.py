"""What the portal itself asks of any meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition


@condition
def meeting_lies_ahead(starts_at: dt.datetime) -> Iterable[str]:
    """A meeting is convened for today or a later day, at most a year ahead (ours)."""
    day = clock.day_of(starts_at)
    if day < clock.today():
        yield _("The meeting cannot lie in the past.")
    if day > clock.today() + clock.FURTHEST:
        yield _("The meeting lies more than a year ahead.")
