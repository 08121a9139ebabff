"""What the stations of every walker have in common: told in keys, and found again by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import transaction

from tests import stations
from tests.standards.association import START
from zsa_portal.people.models import Organisation, User

Side = Callable[[Any, Any], Any]
"""A step of a walker that leads a matter off the main line."""


def told_of(cast: Any) -> stations.Told:
    """A cast's people, bodies and organisations by their keys."""
    return {
        name: [one.pk for one in who] if isinstance(who, list) else who.pk
        for name, who in vars(cast).items()
        if who is not None
    }


def stood(walker: Any, matter: Any) -> stations.Told:
    """A matter and where its walker's clock stands."""
    return {"matter": matter.pk, "now": walker.now.isoformat()}


def walked(
    walker: Any, matter: Any, line: list[str], side: Mapping[str, Mapping[str, Side]]
) -> Iterator[tuple[str, stations.Told]]:
    """Every state of a line, and those off it that a step leads to; each of these is taken back."""
    machine = type(matter)
    for state in line:
        matter = walker.to(matter, state)
        yield state, stood(walker, matter)
        now = walker.now
        for beside, step in side.get(matter.state, {}).items():
            with transaction.atomic():
                with walker.at(now + dt.timedelta(days=7)):
                    step(walker, machine.objects.get(pk=matter.pk))
                yield beside, stood(walker, matter)
                transaction.set_rollback(True)
            walker.now = now


def cast_at_hand(app: str, cast: type) -> Any:
    """An app's small association from its station; None where no stations were walked."""
    if not stations.known():
        return None
    told = stations.load(f"{app}.{stations.PEOPLE}")
    organisation = Organisation.objects.get(pk=told.pop("organisation"))
    keys = [pk for who in told.values() for pk in (who if isinstance(who, list) else [who])]
    users = User.objects.in_bulk(keys)
    people = {
        name: [users[pk] for pk in who] if isinstance(who, list) else users[who]
        for name, who in told.items()
    }
    return cast(organisation=organisation, **people)


def at_station(walker: Any, app: str, machine: Any, state: str) -> Any:
    """The matter that was walked to a state, with the walker's clock set to its arrival there.

    None where no stations were walked, or the walker is told to write something else.
    """
    if walker != type(walker)(walker.cast, START) or not stations.known():
        return None
    told = stations.load(f"{app}.{state}")
    walker.now = dt.datetime.fromisoformat(told["now"]).astimezone(START.tzinfo)
    return machine.objects.get(pk=told["matter"])
