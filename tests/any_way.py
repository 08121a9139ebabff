"""Drives a machine any way there is: random people, steps and days; what must hold of each move.

No illegal path, no step without its one log entry, nothing of a refused one, and exactly one turn
unless the calendar has it or the matter is at its end.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.examples import examples
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Declined
from zsa_portal.workflow import roles
from zsa_portal.workflow.machine import meaning_of, steps_of
from zsa_portal.workflow.models import Duty, LogEntry, Matter
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import BadValue

DAYS = (0, 0, 1, 3, 11, 17, 31, 61)
Act = Callable[[Any, Any], Any]
"""Takes a step of a matter for a user, where it needs more than a reason."""


def driven(number: int) -> settings:
    """So many ways, as they are drawn: a failing one is shown whole, not shrunk."""
    return settings(
        max_examples=examples(number),
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@dataclass
class AnyWay:
    """Random moves of one matter; ``acts`` take the steps that ask for values of their own.

    Among ``people`` None stands for who has no account.
    """

    matter: Matter
    now: dt.datetime
    people: Sequence[Any]
    acts: Mapping[str, Act]

    def go(self, data: Any, moves: int) -> None:
        """So many tries, each checked."""
        names = sorted({one.name for one in steps_of(type(self.matter))})
        for _move in range(moves):
            self.now += dt.timedelta(days=data.draw(st.sampled_from(DAYS), label="days"))
            here = [
                one.name for one in steps_of(type(self.matter)) if one.source == self.matter.state
            ]
            likely = st.sampled_from(sorted(set(here))) if here else st.sampled_from(names)
            name = data.draw(st.one_of(likely, likely, st.sampled_from(names)), label="step")
            user = data.draw(st.sampled_from(self.people), label="user")
            with clock.moved_to(self.now):
                self.attempt(name, user)

    def attempt(self, name: str, user: Any) -> None:
        """Try one step and check what became of it."""
        for person in filter(None, self.people):
            person.__dict__.pop("_places", None)
        matter = catch_up(self.fresh())
        source, before, logged = matter.state, self.entries(), self.logged(name)
        found = [one for one in steps_of(type(matter)) if (one.name, one.source) == (name, source)]
        try:
            with transaction.atomic():
                act = self.acts.get(name, _plainly(name))
                act(matter, user)
        except (PermissionDenied, Declined, BadValue):
            assert (self.fresh().state, self.entries()) == (source, before), f"{name} left a trace"
        else:
            assert found, f"{name} was taken in {source}"
            assert found[0].has_perm(matter, user), f"{user} took {name} in {source}"
            assert self.fresh().state == (found[0].target or source)
            assert self.logged(name) == logged + 1
        self.matter = self.fresh()
        self.check_turn()

    def check_turn(self) -> None:
        """Exactly one turn is open, the holder's; none where nobody has it."""
        open_turns = Duty.objects.filter(
            matter=self.matter.pk, done_at=None, key__startswith="turn:"
        )
        keys = list(open_turns.values_list("key", "party"))
        if self.matter.state_info.holder in roles.NO_PARTY:
            assert keys == []
        else:
            assert keys == [(f"turn:{self.matter.state}", self.matter.holder_id)]

    def fresh(self) -> Any:
        """The matter as it is stored."""
        return type(self.matter).objects.get(pk=self.matter.pk)

    def entries(self) -> int:
        """How many log entries the matter has."""
        return LogEntry.objects.filter(matter=self.matter.pk).count()

    def logged(self, name: str) -> int:
        """How often a step is logged."""
        return LogEntry.objects.filter(matter=self.matter.pk, step=name).count()


def _plainly(name: str) -> Act:
    def act(matter: Any, user: Any) -> Any:
        bound = getattr(matter, name)
        asked = {"reason": "理由"} if "reason" in inspect.signature(bound).parameters else {}
        return perform(bound, by=user, **asked)

    return act


def ways_by_hand(machine: type[Matter]) -> set[str]:
    """The names of the steps that people take."""
    return {one.name for one in steps_of(machine) if meaning_of(one).due is None}
