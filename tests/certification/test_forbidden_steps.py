"""Every step, POSTed by those it is not for and in states it does not start from, is refused."""

from __future__ import annotations

from typing import Any

import pytest

from certification.demo.walk import MAIN_LINE, Cast, Walker
from certification.states import S
from tests.certification.association import TITLE
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from zsa_portal.regulations import clock

SAMPLE = (S.ACCEPTANCE, S.ACCEPTED, S.PANEL_FORMING, S.CHANGES, S.BEFORE_COUNCIL)


def insiders(cast: Cast) -> dict[str, Any]:
    """Those who take steps of a recognition."""
    return {
        "applicant": cast.applicant,
        "secretariat": cast.secretariat,
        "reviewer": cast.reviewers[0],
        "council secretary": cast.council_secretary,
    }


def test_at_every_station_nobody_else_takes_the_steps(cast, walker: Walker, outsiders):
    recognition = walker.start(TITLE)
    everybody = insiders(cast) | outsiders | {"anonymous": None}
    checked = 0
    for state in MAIN_LINE[1:]:
        recognition = walker.to(recognition, state)
        with clock.moved_to(walker.now):
            checked += nobody_else_takes_its_steps(recognition, everybody)
    assert checked > 120


@pytest.mark.parametrize("state", SAMPLE)
def test_a_step_of_another_state_is_refused_to_its_own_people(cast, walker, recognition_at, state):
    recognition = recognition_at(state)
    with clock.moved_to(walker.now):
        steps_of_other_states_are_refused(recognition, list(insiders(cast).values()))
