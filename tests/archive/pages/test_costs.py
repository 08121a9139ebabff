"""Every page of the archive costs few queries, and the same whether it lists one thing or three."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.asking import Asked, Cell, expected, read
from tests.access.parts import World, parts_of_apps
from tests.archive.access.world import PART
from tests.archive.pages.growing import grow
from tests.lasting import lasting, nothing_waits
from tests.pages.costs import MOST, statements

pytestmark = pytest.mark.django_db
Costs = dict[str, dict[str, list[str]]]
READERS = (
    "custodian",
    "archivist",
    "head",
    "borrower",
    "quality",
    "quality_head",
    "secretary_general",
)
FILES = ("_pdf", "_xlsx", "_copy")
"""End the addresses that answer with a file: no page."""


def cells_of(asked: Asked) -> dict[str, tuple[Cell, str]]:
    """Each page of the archive once, as who sees it the first."""
    table, found = read(PART.matrix), {}
    for cell in asked.cells():
        is_page = cell.name.startswith("archive:") and not cell.name.endswith(FILES)
        readers = [one for one in READERS if expected(table[cell.name][cell.phase], one) == "200"]
        if is_page and readers and not cell.posts:
            found.setdefault(cell.name, (cell, readers[0]))
    return found


@pytest.fixture(scope="module")
def measured(django_db_setup: None, django_db_blocker: Any) -> Iterator[Costs]:
    """What each page costs."""
    with lasting(django_db_blocker, costs_of_all) as found:
        yield found


def costs_of_all() -> Costs:
    """What each page costs, by its address: the statements with ``one`` row and with ``three``."""
    world = PART.build(World())
    nothing_waits()
    apps = frozenset(part.namespace for part in parts_of_apps())
    found = cells_of(Asked(PART, world, apps, {}))
    costs: Costs = {name: {} for name in found}
    for rows in ("one", "three"):
        if rows == "three":
            grow()
        for name, (cell, role) in found.items():
            asked = statements(world.users[role], cell.path, world.now[cell.phase])
            costs[name][rows] = asked if asked is not None else []
    return costs


def test_every_page_is_measured(measured: Costs):
    table = read(PART.matrix)
    answered = {
        name
        for name, phases in table.items()
        if name.startswith("archive:") and any("200" in answers for answers in phases.values())
    }
    assert {name for name in answered if not name.endswith(FILES)} == set(measured)
    assert [name for name, found in measured.items() if not all(found.values())] == []


def test_a_page_costs_the_same_with_one_row_and_with_three(measured: Costs):
    grown = {
        name: (len(found["one"]), len(found["three"]))
        for name, found in measured.items()
        if len(found["one"]) != len(found["three"])
    }
    assert grown == {}


def test_no_page_costs_more_than_fifteen(measured: Costs):
    dear = {name: max(map(len, found.values())) for name, found in measured.items()}
    assert {name: most for name, most in dear.items() if most > MOST} == {}
