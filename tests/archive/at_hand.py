"""The archive's small association and its matters, as their stations have them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tests import stations
from tests.archive.association import Cast, small_association
from tests.walked import Side
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock

BODIES = ("department", "other_department")


def people_at_hand() -> Cast:
    """The small association from its station, also where it is there already; else made anew."""
    if not stations.known():
        return small_association()
    told = stations.told_of(f"archive.{stations.PEOPLE}")
    if not User.objects.filter(pk=told["archivist"]).exists():
        stations.load(f"archive.{stations.PEOPLE}")
    homes = Department.objects.in_bulk([told[name] for name in BODIES])
    users = User.objects.in_bulk([pk for name, pk in told.items() if name not in BODIES])
    return Cast(**{name: (homes if name in BODIES else users)[pk] for name, pk in told.items()})


def stood_at(
    walker: Any,
    machine: Any,
    state: str,
    line: list[str],
    side: Mapping[str, Mapping[str, Side]],
    name: str = "",
) -> Any:
    """The matter in a state, with the walker's clock where its walk stood there.

    It comes from its station, whose ``name`` is the state's unless given; else it is walked.
    """
    if stations.known():
        told = stations.load(f"archive.{name or state}")
        walker.now = dt.datetime.fromisoformat(told["now"]).astimezone(clock.SHANGHAI)
        return machine.objects.get(pk=told["matter"])
    matter = walker.start()
    if state in line:
        return walker.to(matter, state)
    before = next(one for one in line if state in side.get(one, {}))
    matter = walker.to(matter, before)
    with walker.day(7):
        side[before][state](walker, matter)
    return machine.objects.get(pk=matter.pk)
