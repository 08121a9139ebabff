"""Gates: steps whose conditions counted something, and whether what a step opened still stands."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from django_fsm import Transition

from zsa_portal.regulations.rule import Condition
from zsa_portal.workflow.machine import MACHINES, meaning_of, steps_of
from zsa_portal.workflow.models import LogEntry, Matter


@cache
def gates_of(kind: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """What the steps of a procedure count: kind of paper -> step -> the ids of its articles."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for step in steps_of(MACHINES[kind]):
        for condition in step.conditions:
            if isinstance(condition, Condition):
                for counted in condition.counts:
                    before = found[counted].get(step.name, ())
                    articles = (condition.article,) if condition.article else ()
                    found[counted][step.name] = tuple(dict.fromkeys((*before, *articles)))
    return dict(found)


@cache
def stands(kind: str, state: str, step: str) -> bool:
    """Whether a step that was taken still holds a matter of this kind in this state.

    It does while the matter can come to its end without the step being taken once more: after a
    return to before it, it must be, and what it opened stands no longer.
    """
    ways: dict[str, list[str]] = defaultdict(list)
    for way in steps_of(MACHINES[kind]):
        if way.name != step and isinstance(way.target, str):
            ways[str(way.source)].append(str(way.target))
    ends, seen, todo = _ends(kind), {state}, [state]
    while todo:
        here = todo.pop()
        if here in ends:
            return True
        following = [there for there in ways[here] if there not in seen]
        seen.update(following)
        todo += following
    return False


def steps_that_count(matter: Matter, counted: str) -> list[LogEntry]:
    """The steps taken that counted a kind of paper and still stand, oldest first; see ``stands``."""
    steps = gates_of(matter.kind).get(counted, {})
    here = [step for step in steps if stands(matter.kind, str(matter.state), step)]
    if not here:
        return []
    return list(LogEntry.objects.filter(matter=matter.pk, step__in=here).order_by("pk"))


def taken(matter: Matter, move: LogEntry) -> str:
    """What the step that moved a matter is called, also where only the parent row is at hand."""
    found = (way for way in steps_of(matter.machine) if way.name == move.step)
    return next((str(meaning_of(way).label) for way in found), move.step)


def _ends(kind: str) -> set[str]:
    """The states in which a procedure has come to its good end; without one, its last states."""
    machine = MACHINES[kind]
    done = {str(state) for state, info in machine.STATES.items() if info.outcome == "done"}
    left = {str(way.source) for way in steps_of(machine) if _leads_on(way)}
    return done or {str(state) for state in machine.STATES} - left


def _leads_on(way: Transition) -> bool:
    return way.target not in (None, way.source)
