"""Every step of a loan, POSTed by those it is not for and in states it does not start from."""

from __future__ import annotations

import pytest

from archive.demo.walk.loans import CONFIDENTIAL_LINE, PAPER_LINE
from archive.loans.states import L
from archive.loans.terms import Form
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from tests.standards.association import person
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level


def everybody(cast):
    return {
        "borrower": cast.clerk,
        "head": cast.head,
        "secretary general": cast.secretary_general,
        "vice chair": cast.vice_chair,
        "custodian": cast.custodian,
        "other head": cast.other_head,
        "colleague": cast.archivist,
        "stranger": person("stranger"),
        "anonymous": None,
    }


@pytest.mark.parametrize(
    ("level", "way", "line"),
    [
        (Level.CONFIDENTIAL, {}, CONFIDENTIAL_LINE),
        (Level.RESTRICTED, {"form": Form.PAPER}, PAPER_LINE),
    ],
)
def test_at_every_station_nobody_else_takes_the_steps(loan_at, cast, level, way, line):
    lender, loan = loan_at(L.DRAFT, level, **way)
    people, tried = everybody(cast), 0
    for state in line:
        loan = lender.to(loan, state)
        with clock.moved_to(lender.now):
            tried += nobody_else_takes_its_steps(loan, people)
    assert tried > 60


@pytest.mark.parametrize("state", [L.DRAFT, L.LEADERS, L.OPEN, L.CLOSED])
def test_a_step_of_another_state_is_refused_to_its_own_people(loan_at, cast, state):
    lender, loan = loan_at(state, Level.CONFIDENTIAL)
    insiders = [cast.clerk, cast.head, cast.secretary_general, cast.custodian]
    with clock.moved_to(lender.now):
        steps_of_other_states_are_refused(loan, insiders)
