"""Rounds: what was sent back comes again with papers of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import moves_of


def since_return(state: str, *stations: str) -> Callable[[Matter], dt.datetime | None]:
    """When a project last came back to a state from one of the stations; None while it never did."""

    def began(project: Matter) -> dt.datetime | None:
        returns = [
            move.at for move in moves_of(project)
            if move.to_state == state and move.from_state in stations
        ]  # fmt: skip
        return max(returns, default=None)

    return began
