"""Rounds: what was sent back comes again with papers of its own, and is taken back to where it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any

from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import moves_of


def since_return(state: str, *stations: str) -> Callable[[Matter], dt.datetime | None]:
    """When a project last came back to a state from one of the stations; None while it never did."""

    def began(project: Matter) -> dt.datetime | None:
        returns = [
            move.at
            for move in moves_of(project)
            if move.to_state == state and move.from_state in stations
        ]
        return max(returns, default=None)

    return began


def right_after(step: str, *, whose: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """The permission of ``whose`` to take a step back while nothing has moved the project since."""

    def allowed(project: Any, user: Any) -> bool:
        return [move.step for move in moves_of(project)][-1:] == [step] and whose(project, user)

    return _as(whose, allowed)


def back_to(
    state: str, *, steps: Collection[str], whose: Callable[[Any, Any], bool]
) -> Callable[[Any, Any], bool]:
    """The permission of ``whose`` to take steps back, only to the state one was last taken from.

    What was returned once is known to others: it does not become what it was before.
    """

    def allowed(project: Any, user: Any) -> bool:
        taken = [move.from_state for move in moves_of(project) if move.step in steps]
        return taken[-1:] == [state] and whose(project, user)

    return _as(whose, allowed)


def _as(
    whose: Callable[[Any, Any], bool], allowed: Callable[[Any, Any], bool]
) -> Callable[[Any, Any], bool]:
    """A permission narrowed from another one carries that one's rule."""
    allowed.article = getattr(whose, "article", "")  # type: ignore[attr-defined]
    return allowed
