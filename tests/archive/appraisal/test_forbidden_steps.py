"""Every step of an appraisal, POSTed by those it is not for and in states it does not start from."""

from __future__ import annotations

import pytest

from archive.appraisal.states import A
from tests.archive.appraisal.walk import RESTRICTED_LINE
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from tests.standards.association import person
from zsa_portal.people.models import User
from zsa_portal.regulations import clock


def everybody(cast):
    people = {name: who for name, who in vars(cast).items() if isinstance(who, User)}
    return people | {"stranger": person("stranger"), "anonymous": None}


@pytest.mark.parametrize("state", RESTRICTED_LINE[:-1])
def test_at_every_station_nobody_else_takes_the_steps(cast, appraisal_at, state):
    walker, matter = appraisal_at(state)
    with clock.moved_to(walker.now):
        assert nobody_else_takes_its_steps(matter, everybody(cast)) > 10


def test_before_the_vice_chair_nobody_else_takes_the_steps(cast, appraisal_at):
    walker, matter = appraisal_at(A.VICE_CHAIR, level="confidential")
    with clock.moved_to(walker.now):
        assert nobody_else_takes_its_steps(matter, everybody(cast)) > 20


@pytest.mark.parametrize("state", [A.CHOOSING, A.PANEL, A.VICE_CHAIR, A.SUPERVISION, A.DESTROYED])
def test_a_step_of_another_state_is_refused_to_its_own_people(cast, appraisal_at, state):
    walker, matter = appraisal_at(state, level="confidential")
    insiders = [cast.custodian, cast.secretary_general, cast.vice_chair, cast.quality_head]
    with clock.moved_to(walker.now):
        steps_of_other_states_are_refused(matter, insiders)
