"""The one part that is played in a suggestion, and its two states."""

from __future__ import annotations

from typing import Any

from zsa_portal.workflow.machine import Phase, StateInfo
from zsa_portal.workflow.roles import NOBODY, RoleInfo

KEEPER = RoleInfo(
    "keeper",
    "Keeper of the suggestion",
    office=True,
    runs=True,
    keeps_ballots=True,
    sees_ballots=True,
    sees_opinions=True,
)

OPEN, ADOPTED = "open", "adopted"
STAGES: dict[str, Any] = {"10": "Open", "60": "Adopted"}
STATES: dict[str, StateInfo] = {
    OPEN: StateInfo(
        "10.00",
        "Open",
        holder=KEEPER,
        duty="Lead it to a decision",
        meaning="Anyone may read it and, while it is on notice, comment on it.",
        phase=Phase.NOTICE,
        days=60,
    ),
    ADOPTED: StateInfo(
        "60.60",
        "Adopted",
        holder=NOBODY,
        duty="",
        meaning="The committee adopted it.",
        phase=Phase.PUBLISHED,
        outcome="done",
    ),
}
