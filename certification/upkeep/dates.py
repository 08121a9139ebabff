"""The days of recognised standards in the calendar: when each is re-checked and re-examined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from certification.upkeep.calendar import SERIES, Series
from certification.upkeep.effects import machine_of
from certification.upkeep.queries import kept_by
from certification.upkeep.records import Upkeep
from certification.upkeep.states import RUNNING
from zsa_portal.people.places import places_of
from zsa_portal.workflow.calendar import MOST, Dated


def upkeep_dated(user: Any, first: dt.date, last: dt.date) -> Sequence[Dated]:
    """The days between two, both included, on which recognised standards fall due; three queries.

    Of those that a user may see. What is opened already stands there with its procedure, and what
    is not with the standard.
    """
    own = places_of(user).organisations
    entries = [
        entry for row in _due(user, first, last) for entry in _standing(row, own, first, last)
    ]
    for series in SERIES.values():
        entries += [_opened(series, matter, own) for matter in _open(series, user, first, last)]
    return sorted(entries, key=lambda entry: entry.day)[:MOST]


def _due(user: Any, first: dt.date, last: dt.date) -> Sequence[Upkeep]:
    days = [Q(**{f"{one.column}__range": (first, last)}) for one in SERIES.values()]
    rows = kept_by(user).filter(days[0] | days[1]).order_by("recheck_on", "pk")
    return list(rows[:MOST])


def _standing(row: Upkeep, own: Any, first: dt.date, last: dt.date) -> list[Dated]:
    days = {series: getattr(row, series.column) for series in SERIES.values()}
    return [
        _entry(
            series,
            row,
            day=day,
            own=own,
            url=reverse("certification:upkeep_of", args=[row.pk]),
            uid=f"upkeep-{series.kind}-{row.pk}",
        )
        for series, day in days.items()
        if first <= day <= last
    ]


def _open(series: Series, user: Any, first: dt.date, last: dt.date) -> Sequence[Any]:
    rows = machine_of(series.kind).objects.visible_to(user)
    running = rows.filter(due_on__range=(first, last), state__in=RUNNING)
    return list(running.select_related("edition").order_by("due_on", "pk")[:MOST])


def _opened(series: Series, matter: Any, own: Any) -> Dated:
    return _entry(
        series,
        matter,
        day=matter.due_on,
        own=own,
        url=matter.get_absolute_url(),
        uid=f"upkeep-matter-{matter.pk}",
    )


def _entry(series: Series, row: Any, *, day: dt.date, own: Any, url: str, uid: str) -> Dated:
    edition = row.edition
    words = {"what": machine_of(series.kind).kind_label, "title": edition.shown_name}
    return Dated(
        day=day,
        title=_("%(what)s due – %(title)s") % words,
        url=url,
        uid=uid,
        part=_("Your standard") if edition.source_body_id in own else "",
    )
