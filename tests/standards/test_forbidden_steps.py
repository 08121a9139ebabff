"""Every step, POSTed by those it is not for and in states it does not start from, is refused."""

from __future__ import annotations

from typing import Any

import pytest

from standards.demo.walk import MAIN_LINE, Cast, Walker
from standards.states import S
from tests.access.world import ROLES
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from tests.standards.association import START
from zsa_portal.regulations import clock

SAMPLE = (S.POLICY_REVIEW, S.DOSSIER_FILING, S.DRAFTING, S.REVIEW_DRAFT_READY, S.COUNCIL_APPROVAL)


def people(cast: Cast, outsiders: dict[str, Any]) -> dict[str, Any]:
    """Insiders and outsiders by name."""
    insiders = {
        "applicant": cast.applicant,
        "secretariat": cast.secretariat,
        "committee secretary": cast.committee_secretary,
        "committee member": cast.members[0],
        "council secretary": cast.council_secretary,
    }
    return insiders | outsiders | {"anonymous": None}


def test_at_every_station_nobody_else_takes_the_steps(cast, walker: Walker, outsiders):
    project = walker.start("示例规范")
    checked = 0
    for state in MAIN_LINE[1:]:
        project = walker.to(project, state)
        with clock.moved_to(walker.now):
            checked += nobody_else_takes_its_steps(project, people(cast, outsiders))
    assert checked > 300


@pytest.mark.parametrize("state", SAMPLE)
def test_a_step_of_another_state_is_refused_to_its_own_people(cast, walker, project_at, state):
    project = project_at(state)
    insiders = [user for user in people(cast, {}).values() if user is not None]
    with clock.moved_to(walker.now):
        steps_of_other_states_are_refused(project, insiders)


def test_the_roles_of_the_matrix_are_at_least_eight():
    assert len(ROLES) >= 8
    assert START.tzinfo is clock.SHANGHAI
