"""Every step, POSTed by those it is not for and in states it does not start from, is refused."""

from __future__ import annotations

from typing import Any

import pytest

from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.states import S as P
from tests.certification.one_mark.stations import mark_at, partner_at
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from tests.standards.association import LONG_AGO, acting_for, organisation, person
from zsa_portal.people.models import Department, DepartmentMembership
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

PARTNERS = (P.DRAFT, P.EVALUATION, P.BEFORE_HEAD, P.LISTED, P.REEVALUATION, P.RENEWAL, P.LAPSED)
APPLYING = (M.DRAFT, M.EXAMINATION, M.BEFORE_HEAD)
MARKS = (*APPLYING, M.AUTHORISED, M.RENEWAL, M.RENEWAL_EXAMINATION, M.SUSPENDED, M.RESUMPTION)


def insiders(cast: Any) -> dict[str, Any]:
    """Those who take steps of partners and marks."""
    return {
        "clerk": cast.clerk,
        "head": cast.head,
        "applicant": cast.applicant,
        "tester": cast.tester,
        "assessor": cast.assessor,
    }


def outsiders() -> dict[str, Any]:
    """A clerk of another department, another organisation's people, nobody."""
    clerk = person("clerk")
    finance = Department.objects.create(code="finance", name="财务部")
    DepartmentMembership.objects.create(user=clerk, department=finance, starts=LONG_AGO)
    return {
        "clerk of another department": clerk,
        "other organisation": acting_for(organisation("别家公司"), "other"),
        "nobody in particular": person("nobody"),
        "anonymous": None,
    }


@pytest.mark.parametrize(
    ("reach", "state"),
    [(partner_at, state) for state in PARTNERS] + [(mark_at, state) for state in MARKS],
)
def test_nobody_else_takes_a_step_and_none_out_of_its_state(reach, state):
    walker, matter = reach(state)
    people = insiders(walker.cast)
    with clock.moved_to(walker.now):
        assert nobody_else_takes_its_steps(matter, people | outsiders()) > 3
        steps_of_other_states_are_refused(matter, list(people.values()))
