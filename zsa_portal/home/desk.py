"""What the desk tells of one's matters: how many stand in which stage, which are late, who meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from zsa_portal.meetings.entries import MEETINGS
from zsa_portal.people.places import Places, places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.conditions import of_keys
from zsa_portal.workflow import roles
from zsa_portal.workflow.calendar import Dated, dated
from zsa_portal.workflow.filters import HANDLED, takes_part
from zsa_portal.workflow.lists import PICKED
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pipeline import Column, stages_now
from zsa_portal.workflow.tables import HOLDER

WEEK = dt.timedelta(days=6)
"""From today on, the days whose meetings are shown: seven with today."""


@dataclass(frozen=True)
class Stage:
    """How many matters stand in a stage, and where they are listed: all, and those overdue."""

    column: Column
    url: str
    overdue_url: str


@dataclass(frozen=True)
class Late:
    """A matter whose deadline has passed; ``urge_url`` is where its holder is reminded, if one may."""

    matter: Matter
    urge_url: str

    @property
    def turn(self) -> str:
        """Whose turn it is, in words; empty where it is nobody's."""
        on_clock = self.matter.state_info.holder == roles.CLOCK
        return _("the calendar") if on_clock else self.matter.whose_turn()


@dataclass(frozen=True)
class Board:
    """Where matters stand, by the name of their procedure, and which are late.

    ``late`` begins with the earliest deadline; ``late_number`` is how many there are in all,
    ``late_url`` where all of them are listed. ``handled_url`` is where staff find what they handle.
    """

    stages: list[tuple[str, list[Stage]]]
    late: list[Late]
    late_number: int
    late_url: str
    handled_url: str


def matters_on(user: Any) -> tuple[QuerySet[Matter], dict[str, str]]:
    """The matters of a user's desk, and by what the list of matters is narrowed to the same.

    Staff have all that they may discover, everybody else those in which they take part.
    """
    rows, who = Matter.objects.visible_to(user), places_of(user)
    if who.staff:
        return rows, {}
    return rows.filter(takes_part(who)), {"mine": "part"}


def board_for(user: Any, most: int) -> Board:
    """Where the matters of a user's desk stand, ``most`` of the late ones by name; two queries."""
    (rows, narrowed), who = matters_on(user), places_of(user)
    found = stages_now(rows, most)
    late = sum(one.overdue for columns in found.stages.values() for one in columns)
    return Board(
        [
            (MACHINES[kind].plural_label(), [_stage(column, narrowed) for column in columns])
            for kind, columns in found.stages.items()
        ],
        _late(found.latest, who, most),
        late,
        list_url(narrowed | {"overdue": "yes"}),
        list_url({"mine": HANDLED}) if who.staff else "",
    )


def _late(keys: Sequence[int], who: Places, most: int) -> list[Late]:
    rows = Matter.objects.filter(of_keys(keys)).select_related(*HOLDER).order_by("due_at", "pk")
    return [Late(matter, _urge_url(matter, who)) for matter in rows[:most]]


def meetings_for(user: Any) -> Sequence[Dated]:
    """The meetings of today and the six days after it that a user may know of; three queries."""
    return dated(user, clock.today(), clock.today() + WEEK, keys=[MEETINGS])


def list_url(narrowed: dict[str, str]) -> str:
    """The list of matters, narrowed."""
    return f"{reverse('home:matters')}?{urlencode(narrowed)}"


def _stage(column: Column, narrowed: dict[str, str]) -> Stage:
    here = narrowed | {"stage": column.key}
    return Stage(column, list_url(here), list_url(here | {"overdue": "yes"}))


def _urge_url(matter: Matter, who: Places) -> str:
    """Staff remind whoever has the turn; nobody reminds the own office or the calendar."""
    is_others = matter.holder is not None and matter.holder not in who
    if not who.staff or not is_others or matter.state_info.holder in roles.NO_PARTY:
        return ""
    return f"{reverse('reminders:urge')}?{urlencode({PICKED: matter.pk})}"
