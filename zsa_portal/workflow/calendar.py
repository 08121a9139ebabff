"""What the calendar shows: each package registers what it knows to happen on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from zsa_portal.people.menu import everybody
from zsa_portal.people.places import Places, places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.registry import Registry
from zsa_portal.ui.elements import Tone
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter

MOST = 300
"""So many entries of a source stand in a calendar; of more, those of the first days."""


class OfMatter(Protocol):
    """A row that belongs to a matter."""

    matter_id: int


M = TypeVar("M", bound=OfMatter)


@dataclass(frozen=True)
class Dated:
    """One entry of the calendar: what happens, on which natural day of Asia/Shanghai, where it is.

    ``at`` is the instant where the day has one; ``place`` where people meet; ``part`` what the reader
    is in it, in words; ``note`` what a calendar program shows besides. ``mine`` are those that the
    reader has to act on or be at. ``uid`` stays the same while the thing is moved. ``duty`` names the
    act behind it as (matter, key), so that a thing and what is owed about it stand there once.
    ``source``, ``label`` and ``tone`` are those of its source.
    """

    day: dt.date
    title: str
    url: str
    uid: str
    at: dt.datetime | None = None
    place: str = ""
    part: str = ""
    note: str = ""
    mine: bool = False
    duty: tuple[int, str] | None = None
    source: str = ""
    label: Text = ""
    tone: Tone = "neutral"


Find = Callable[[Any, dt.date, dt.date], Sequence[Dated]]
"""What a user may know of, from one day to another, both included; its own rule, in SQL."""


@dataclass(frozen=True)
class Source:
    """A kind of entry: what it is called, how it is found, and who has it at all.

    ``find`` takes a fixed number of queries and gives no more than ``MOST``. ``owes`` is for the
    source of duties: another source that shows the same thing stands in its place.
    """

    label: Text
    find: Find
    order: int = 50
    tone: Tone = "neutral"
    visible: Callable[[Places], bool] = everybody
    owes: bool = False


SOURCES: Registry[Source] = Registry("source of the calendar")


def sources_of(user: Any) -> dict[str, Source]:
    """The sources that a user has, by key, in order."""
    who = places_of(user)
    found = [(key, source) for key, source in SOURCES.items() if source.visible(who)]
    return dict(sorted(found, key=lambda pair: pair[1].order))


def dated(
    user: Any, first: dt.date, last: dt.date, *, keys: Collection[str] | None = None
) -> list[Dated]:
    """What stands in a user's calendar between two days, both included, in the order of time.

    Of these sources alone where ``keys`` names them; those that the user has not are left out.
    """
    owed: list[Dated] = []
    things: list[Dated] = []
    for key, source in sources_of(user).items():
        if keys is None or key in keys:
            found = source.find(user, first, last)[:MOST]
            kept = owed if source.owes else things
            kept += [_of(source, key, one) for one in found]
    return sorted(_once(owed, things), key=_by_time)


def _of(source: Source, key: str, entry: Dated) -> Dated:
    return replace(entry, source=key, label=source.label, tone=source.tone)


def _once(owed: Iterable[Dated], things: Iterable[Dated]) -> list[Dated]:
    """Each thing once: one that is owed keeps the identity of its duty."""
    left = {one.duty: one for one in owed}
    found = []
    for thing in things:
        duty = left.pop(thing.duty, None) if thing.duty else None
        found.append(replace(thing, uid=duty.uid, mine=True) if duty else thing)
    return [*found, *left.values()]


def _by_time(entry: Dated) -> tuple[dt.date, bool, dt.datetime, str]:
    return entry.day, entry.at is not None, entry.at or clock.start_of(entry.day), entry.title


def known_among(rows: Sequence[M], user: Any) -> list[M]:
    """Those of the rows whose ``matter_id`` is a matter that a user may discover; one query.

    None where there are no rows: few things of a day are asked for, and the rule is long.
    """
    keys = {row.matter_id for row in rows}
    known = (
        Matter.objects.visible_to(user).filter(pk__in=keys).order_by()
        if keys
        else Matter.objects.none()
    )
    found = set(known.values_list("pk", flat=True))
    return [row for row in rows if row.matter_id in found]


def between(first: dt.date, last: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The first instant of a day and the first one after another: for what happens at an instant."""
    return clock.start_of(first), clock.start_of(last + dt.timedelta(days=1))


def ending(field: str, first: dt.date, last: dt.date) -> dict[str, dt.datetime]:
    """The lookups for exclusive ends whose last days lie between two days, both included."""
    start, after = between(first, last)
    return {f"{field}__gt": start, f"{field}__lte": after}
