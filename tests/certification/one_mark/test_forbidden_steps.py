"""Every step, POSTed by those it is not for and in states it does not start from, is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from certification.models import Mark, Partner
from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.states import S as P
from tests.certification.one_mark.stations import mark_at, partner_at
from tests.standards.association import LONG_AGO, acting_for, organisation, person
from zsa_portal.people.models import Department, DepartmentMembership
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import steps_of
from zsa_portal.workflow.perform import find

pytestmark = pytest.mark.django_db
SENT = {"reason": "不合格，请修改", "opinion": "x", "points": [], "seen": ""}

PARTNERS = (P.DRAFT, P.EVALUATION, P.BEFORE_HEAD, P.LISTED, P.REEVALUATION, P.RENEWAL, P.LAPSED)
APPLYING = (M.DRAFT, M.EXAMINATION, M.BEFORE_HEAD)
MARKS = (*APPLYING, M.AUTHORISED, M.RENEWAL, M.RENEWAL_EXAMINATION, M.SUSPENDED, M.RESUMPTION)


def post(user: Any, matter: Any, name: str) -> int:
    """The status of POSTing a step; what it did is rolled back."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    with transaction.atomic():
        status = client.post(reverse("workflow:step", args=[matter.pk, name]), SENT).status_code
        moved = type(matter).objects.get(pk=matter.pk).state != matter.state
        transaction.set_rollback(True)
    assert not moved, f"{user} moved {matter.state} by {name}"
    return status


def everybody(cast: Any) -> list[Any]:
    """The cast, a clerk of another department, another organisation's people, nobody."""
    clerk = person("clerk")
    finance = Department.objects.create(code="finance", name="财务部")
    DepartmentMembership.objects.create(user=clerk, department=finance, starts=LONG_AGO)
    others = [clerk, acting_for(organisation("别家公司"), "other"), person("nobody"), None]
    return [cast.clerk, cast.head, cast.applicant, cast.tester, cast.assessor, *others]


@pytest.mark.parametrize(
    ("reach", "machine", "state"),
    [(partner_at, Partner, state) for state in PARTNERS]
    + [(mark_at, Mark, state) for state in MARKS],
)
def test_nobody_else_takes_a_step_and_none_out_of_its_state(reach, machine, state):
    walker, matter = reach(state)
    users = everybody(walker.cast)
    answers = set()
    with clock.moved_to(walker.now):
        for name in sorted({step.name for step in steps_of(machine)}):
            found = find(matter, name)
            asked = users if found is not None else [walker.cast.head]
            for user in asked:
                if found is None or user is None or not found.has_perm(matter, user):
                    answers.add(post(user, matter, name))
    assert answers <= {302, 403, 404, 409}
    assert answers & {404, 409}
