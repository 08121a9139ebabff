"""The ends of public notices in the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from zsa_portal.notices.models import Notice, NoticeItem
from zsa_portal.people.places import places_of
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.calendar import MOST, Dated, ending
from zsa_portal.workflow.filters import takes_part


def notices_dated(user: Any, first: dt.date, last: dt.date) -> Sequence[Dated]:
    """The last days of public notices, which are everybody's; one query.

    One's own are those with a matter in which the user takes part.
    """
    who = places_of(user)
    part = takes_part(who, "matter__")
    own = NoticeItem.objects.filter(part, notice=OuterRef("pk"))
    rows = Notice.objects.filter(**ending("closes_at", first, last)).annotate(own=Exists(own))
    return [_entry(notice) for notice in rows.order_by("closes_at", "pk")[:MOST]]


def _entry(notice: Any) -> Dated:
    return Dated(
        day=last_day(notice.closes_at),
        title=_("Last day: %(notice)s") % {"notice": notice},
        url=notice.get_absolute_url(),
        uid=f"notice-{notice.pk}",
        place=notice.kind_label,
        part=_("You take part") if notice.own else "",
        mine=notice.own,
    )
