"""What the example procedure shows outside its own pages: its states, which cost no query."""

from __future__ import annotations

from typing import Any

from tests.procedure.models import Example
from zsa_portal.people.front import SEARCHES, START, Search, StartSection
from zsa_portal.people.menu import MENU, Entry, Group, staff
from zsa_portal.workflow.machine import StateInfo

EXAMPLES = Group("Examples", 20)


def states() -> list[StateInfo]:
    """Every state."""
    return list(Example.STATES.values())


def states_that_mean(words: str, user: Any) -> list[StateInfo]:
    """The states with exactly this meaning."""
    return [info for info in states() if info.meaning == words]


MENU.add(
    "procedure.states",
    Entry("The example", "procedure:states", "book", {EXAMPLES: 10}, staff),
)
START.add("procedure.states", StartSection("procedure/start_section.html", states, 90))
SEARCHES.add("procedure.states", Search("procedure/found_states.html", states_that_mean, 95))
