"""What the example procedure shows outside its own pages: its states, which cost no query."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.procedure.models import Example
from zsa_portal.people.front import SEARCHES, START, Hit, Search, StartSection
from zsa_portal.people.menu import MENU, Entry, Group, staff
from zsa_portal.workflow.machine import StateInfo

EXAMPLES = Group("Examples", 20)


def states() -> list[StateInfo]:
    """Every state."""
    return list(Example.STATES.values())


def states_that_mean(words: str, user: Any, most: int) -> list[Hit]:
    """The states with exactly this meaning."""
    page = reverse("workflow:states_main")
    return [Hit(str(info.label), page) for info in states() if info.meaning == words][:most]


MENU.add(
    "procedure.states",
    Entry("The example", "procedure:states", "book", {EXAMPLES: 10}, staff),
)
START.add("procedure.states", StartSection("procedure/start_section.html", states, 90))
SEARCHES.add("procedure.states", Search("States of the example found", states_that_mean, 95))
