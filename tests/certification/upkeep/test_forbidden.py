"""Every step of upkeep, POSTed by those it is not for and in states it does not start from, is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from certification.demo.walk.keeping import LINES
from certification.upkeep.states import U
from tests.certification.upkeep.conftest import at
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from tests.standards.association import acting_for, organisation, person
from zsa_portal.regulations import clock
from zsa_portal.workflow.tasks import take_clock_steps

KINDS = ["recheck", "reexamination", "revision"]


@pytest.fixture
def insiders(cast):
    return {
        "applicant": cast.applicant,
        "secretariat": cast.secretariat,
        "council secretary": cast.council_secretary,
        "expert": cast.experts[0],
        "member": cast.members[0],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_at_every_station_nobody_else_takes_the_steps(keeper, edition, insiders, kind):
    everybody = insiders | {
        "other body": acting_for(organisation("别家联盟"), "stranger"),
        "nobody in particular": person("nobody"),
        "anonymous": None,
    }
    day = at(2027, 1, 5) if kind == "reexamination" else at(2026, 1, 5)
    matter = keeper.opened(edition, kind, day)
    checked = 0
    for state in LINES[kind][:-1]:
        matter = keeper.to(matter, state)
        with clock.moved_to(keeper.now):
            checked += nobody_else_takes_its_steps(matter, everybody)
    assert checked > 60


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_takes_a_step_when_the_material_is_overdue(keeper, kept_at, insiders, kind):
    matter = kept_at(kind, U.MATERIAL)
    late = at(matter.material_due_on.year, matter.material_due_on.month, matter.material_due_on.day)
    with clock.moved_to(late + dt.timedelta(days=1)):
        take_clock_steps()
        matter = type(matter).objects.get(pk=matter.pk)
        assert matter.state == U.OVERDUE
        everybody = insiders | {"nobody in particular": person("nobody"), "anonymous": None}
        assert nobody_else_takes_its_steps(matter, everybody) > 20
        steps_of_other_states_are_refused(matter, list(insiders.values()))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", [U.REVIEWERS, U.COUNCIL])
def test_a_step_of_another_state_is_refused_to_its_own_people(
    keeper, kept_at, insiders, kind, state
):
    matter = kept_at(kind, state)
    with clock.moved_to(keeper.now):
        steps_of_other_states_are_refused(matter, list(insiders.values()))


@pytest.mark.rule("R06")
def test_only_the_secretariat_manages_upkeep(keeper, kept_at, cast):
    matter = kept_at("recheck", U.REVIEWERS)
    client = Client()
    with clock.moved_to(keeper.now):
        for user, status in ((cast.applicant, 403), (cast.secretariat, 302)):
            client.force_login(user)
            url = reverse("workflow:step", args=[matter.pk, "return_material"])
            assert client.post(url, {"reason": "请补充"}).status_code == status


@pytest.mark.rule("R05b")
def test_recused_staff_take_no_step_of_upkeep(keeper, kept_at, cast):
    matter = kept_at("recheck", U.REVIEWERS)
    recusal = matter.recusals.create(
        user=cast.secretariat, reason="亲属关系", declared_by=cast.secretariat
    )
    client = Client()
    client.force_login(cast.secretariat)
    url = reverse("workflow:step", args=[matter.pk, "return_material"])
    with clock.moved_to(keeper.now):
        assert client.post(url, {"reason": "请补充"}).status_code == 403
        recusal.delete()
        assert client.post(url, {"reason": "请补充"}).status_code == 302
