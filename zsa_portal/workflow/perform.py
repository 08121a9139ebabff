"""``perform`` takes steps, ``held`` lets others write what a step's conditions read."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django_fsm import Transition

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Condition, RuleUnmet
from zsa_portal.workflow import guard
from zsa_portal.workflow.machine import Step, meaning_of
from zsa_portal.workflow.memo import nothing_remembered
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.refusals import Changed, StepsUnmet, WrongState
from zsa_portal.workflow.settle import settle

M = TypeVar("M", bound=Matter)
BoundStep = Any
"""A step bound to its matter, as ``project.submit``."""


def perform(bound: BoundStep, *, by: Any, seen: str = "", **values: Any) -> Any:
    """Take one step of one matter, whole or not at all, and return the fresh matter.

    ``bound`` is the bound step (``project.submit``); ``by`` the acting user, None for the
    calendar; ``seen`` what ``seen_of`` said when the page was shown; ``values`` the step's
    keyword arguments. Raises PermissionDenied, WrongState, StepsUnmet, Changed; TypeError for
    arguments the step does not take.
    """
    return perform_all([bound], by=by, seen=seen, **values)[0]


def perform_all(
    bounds: Sequence[BoundStep], *, by: Any, seen: str = "", **values: Any
) -> list[Any]:
    """Take the same kind of step for several matters in one transaction, locked in order of key."""
    for bound in bounds:
        inspect.signature(bound).bind(**_arguments(bound, by, values))
    ordered = sorted(bounds, key=lambda bound: bound.__self__.pk)
    with transaction.atomic():
        return [_take(bound, by=by, seen=seen, values=values) for bound in ordered]


@contextmanager
def held(matter: M, *, states: Sequence[str] = ()) -> Iterator[M]:
    """Lock a matter and yield it fresh, for writing what its steps' conditions read.

    ``states`` are those in which the writing is allowed, any if empty. Raises WrongState.
    Lock matters before ballots, ballots before counters.
    """
    with transaction.atomic():
        fresh = locked(matter)
        take_due_steps(fresh)
        if states and fresh.state not in states:
            raise WrongState(fresh)
        yield fresh


def touched(matter: Matter) -> None:
    """Note that a held matter's papers changed: pages opened before are stale from now on."""
    matter.revision += 1
    matter.save(update_fields=["revision"])


def seen_of(matter: Matter) -> str:
    """What a page has seen of a matter: its last log entry and the revision of its papers."""
    last = LogEntry.objects.filter(matter_id=matter.pk).order_by("-pk").values_list("pk", flat=True)
    return f"{last.first() or 0}.{matter.revision}"


def seen_of_each(matters: Sequence[Matter]) -> dict[int, str]:
    """What a page has seen of several matters, by their keys; one query. See ``seen_of``."""
    last = LogEntry.objects.filter(matter__in=[matter.pk for matter in matters]).order_by()
    newest = dict(last.values_list("matter").annotate(Max("pk")))
    return {matter.pk: f"{newest.get(matter.pk, 0)}.{matter.revision}" for matter in matters}


def require_seen(matter: Matter, seen: str) -> None:
    """Changed, unless a held matter is as the page saw it; an empty ``seen`` asks nothing."""
    if seen and seen != seen_of(matter):
        raise Changed(matter)


def locked(matter: M) -> M:
    """The matter, fresh and locked until the transaction ends; inserts that refer to it go on."""
    cls = matter.machine if type(matter) is Matter else type(matter)
    rows = cls.objects.select_for_update(no_key=True, of=("self", "matter_ptr"))
    return rows.get(pk=matter.pk)  # type: ignore[return-value]


def take_due_steps(matter: Matter) -> None:
    """Take every step of a locked matter whose time has come, by the calendar.

    RuntimeError for one that is due again as soon as it was taken: it would go on for ever.
    """
    taken: set[tuple[str, str]] = set()
    while (due := _due_transition(matter)) is not None:
        if (due.name, str(due.source)) in taken:
            raise RuntimeError(f"{matter.kind} {matter.pk}: {due.name} is due again at once")
        taken.add((due.name, str(due.source)))
        _run(matter, due, by=None, values={})


def catch_up(matter: M) -> M:
    """Take a matter's due steps in a transaction of their own and return it fresh."""
    if _due_transition(matter) is None:
        return matter
    with held(matter) as fresh:
        return fresh


def find(matter: Matter, name: str) -> Transition | None:
    """The transition of that name from the matter's present state, or None."""
    field = matter._meta.get_field("state")
    for transition_ in field.get_all_transitions(type(matter)):
        if transition_.name == name and transition_.source == matter.state:
            return transition_
    return None


def unmet(matter: Matter, found: Transition) -> list[RuleUnmet]:
    """The rules of a step that are not met now, each with what is missing."""
    missing = []
    for condition in found.conditions:
        if not isinstance(condition, Condition):
            raise TypeError(f"{condition} is no Condition")
        if sentences := condition.missing(matter):
            missing.append(RuleUnmet(condition.id, sentences))
    return missing


def offered(matter: Matter, user: Any) -> list[tuple[Transition, Step]]:
    """The steps a user may take now, conditions aside, in the order they are declared."""
    field = matter._meta.get_field("state")
    found = [
        (transition_, meaning_of(transition_))
        for transition_ in field.get_all_transitions(type(matter))
        if transition_.source == matter.state and "step" in (transition_.custom or {})
    ]
    mine = [pair for pair in found if user is not None and pair[0].has_perm(matter, user)]
    return sorted(mine, key=lambda pair: pair[1].place)


def _due_transition(matter: Matter) -> Transition | None:
    field = matter._meta.get_field("state")
    for found in field.get_all_transitions(type(matter)):
        if found.source != matter.state or "step" not in (found.custom or {}):
            continue
        due = meaning_of(found).due
        at = due(matter) if due else None
        if at is not None and at <= clock.now():
            return found
    return None


def _take(bound: BoundStep, *, by: Any, seen: str, values: dict[str, Any]) -> Matter:
    matter: Matter = locked(bound.__self__)
    name = bound.__name__
    require_seen(matter, seen)
    if _due_transition(matter) is not None and meaning_is_manual(matter, name):
        take_due_steps(matter)
    found = find(matter, name)
    if found is None:
        raise WrongState(matter)
    if not found.has_perm(matter, by):
        raise PermissionDenied
    if missing := unmet(matter, found):
        raise StepsUnmet(missing, matter=matter)
    return _run(matter, found, by=by, values=values, met=found.conditions)


def _arguments(bound: BoundStep, by: Any, values: dict[str, Any]) -> dict[str, Any]:
    """A step's keyword arguments; one that declares ``by`` is told who acts."""
    return values | {"by": by} if "by" in inspect.signature(bound).parameters else values


def meaning_is_manual(matter: Matter, name: str) -> bool:
    """Whether no transition of that name from the present state is the calendar's."""
    found = find(matter, name)
    return found is None or meaning_of(found).due is None


def _run(
    matter: Matter,
    found: Transition,
    *,
    by: Any,
    values: dict[str, Any],
    met: Sequence[Any] = (),
) -> Matter:
    source = matter.state
    bound = getattr(matter, found.name)
    with guard.performing(matter, found.name, met=met), nothing_remembered(matter):
        try:
            bound(**_arguments(bound, by, values))
        except RuleUnmet as refusal:
            raise StepsUnmet([refusal], matter=matter) from refusal
    settle(matter, found, source=source, by=by, values=values)
    return matter
