"""The worlds in which access is asked, built once for all processes and files that ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import translation

from tests import stations
from tests.access.asking import Asked, asked_in, build_all
from tests.access.parts import World
from zsa_portal.people.models import User
from zsa_portal.regulations import clock

BUILT = "built"
"""The one station: nothing is walked further."""


def walk() -> Iterator[tuple[str, stations.Told]]:
    """The kernel and every app in its world."""
    with translation.override("en"):
        yield BUILT, {one.part.namespace: _told_of(one.world) for one in build_all()}


def worlds_at_hand() -> list[Asked]:
    """The kernel and every app in its world: from their station, built where there is none."""
    if not stations.known() or stations.told_of(f"access.{BUILT}") is None:
        return build_all()
    told = stations.load(f"access.{BUILT}")
    users = User.objects.in_bulk({pk for world in told.values() for pk in _keys_in(world)})
    return asked_in({namespace: _world_of(one, users) for namespace, one in told.items()})


def _told_of(world: World) -> stations.Told:
    """A world without the bodies of which its matters were made, its roles in their order."""
    return {
        "users": [(role, user and user.pk) for role, user in world.users.items()],
        "apart": [(name, user.pk) for name, user in world.apart.items()],
        "now": {phase: instant.isoformat() for phase, instant in world.now.items()},
        "keys": world.keys,
    }


def _keys_in(told: stations.Told) -> Iterator[int]:
    yield from (pk for _name, pk in [*told["users"], *told["apart"]] if pk)


def _world_of(told: stations.Told, users: Mapping[int, User]) -> World:
    def people(who: list[tuple[str, int | None]]) -> dict[str, Any]:
        return {name: pk and users[pk] for name, pk in who}

    now = {
        phase: dt.datetime.fromisoformat(instant).astimezone(clock.SHANGHAI)
        for phase, instant in told["now"].items()
    }
    return World(
        users=people(told["users"]), apart=people(told["apart"]), now=now, keys=told["keys"]
    )
