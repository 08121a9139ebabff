"""Every step of the archive is refused to those it is not for, and in states it does not start from."""

from __future__ import annotations

import pytest

from archive.demo.walk import FILING_LINE, INSPECTION_LINE, InspectionWalker
from archive.filing.states import F
from archive.inspections.states import I
from tests.archive.chains import (
    INSPECTION_BEGINS,
    filing_at,
    filing_walker,
    inspection_at,
)
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from tests.standards.association import person
from zsa_portal.people.models import User
from zsa_portal.regulations import clock


def people_of(cast):
    """Everybody of the cast, by name."""
    return {name: who for name, who in vars(cast).items() if isinstance(who, User)}


def outsiders():
    return {"nobody in particular": person("nobody"), "anonymous": None}


def test_at_every_station_nobody_else_takes_the_steps_of_a_filing(cast):
    walker = filing_walker(cast)
    filing, everybody, checked = walker.start(), people_of(cast) | outsiders(), 0
    for state in FILING_LINE:
        filing = walker.to(filing, state)
        with clock.moved_to(walker.now):
            checked += nobody_else_takes_its_steps(filing, everybody)
    assert checked > 120


def test_nobody_else_submits_returned_rows(db):
    walker, filing = filing_at(F.RETURNED)
    with clock.moved_to(walker.now):
        assert nobody_else_takes_its_steps(filing, people_of(walker.cast) | outsiders()) > 10


def test_at_every_station_nobody_else_takes_the_steps_of_an_inspection(cast):
    walker = InspectionWalker(cast, INSPECTION_BEGINS)
    inspection, everybody, checked = walker.start(), people_of(cast) | outsiders(), 0
    for state in INSPECTION_LINE:
        inspection = walker.to(inspection, state)
        with clock.moved_to(walker.now):
            checked += nobody_else_takes_its_steps(inspection, everybody)
    assert checked > 30


@pytest.mark.parametrize("state", [F.COLLECTING, F.CUSTODY, F.RETURNED, F.FILED])
def test_a_step_of_another_state_is_refused_to_its_own_people(db, state):
    walker, filing = filing_at(state)
    with clock.moved_to(walker.now):
        steps_of_other_states_are_refused(filing, list(people_of(walker.cast).values()))


@pytest.mark.parametrize("state", [I.INSPECTING, I.ANSWERS, I.RELEASED])
def test_a_step_of_another_state_of_an_inspection_is_refused(db, state):
    walker, inspection = inspection_at(state)
    with clock.moved_to(walker.now):
        steps_of_other_states_are_refused(inspection, list(people_of(walker.cast).values()))
