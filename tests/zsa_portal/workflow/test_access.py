"""Who discovers which matter, function by function."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.procedure import roles
from tests.procedure.models import Example
from zsa_portal.people.models import Department, Deputyship, Party, Seat
from zsa_portal.people.places import NOBODY, places_of
from zsa_portal.ui.conditions import NEVER
from zsa_portal.workflow.access import (
    involved_in,
    kept_narrow,
    kinds_of,
    known_to_parties,
    narrow_kinds,
    states_in,
)
from zsa_portal.workflow.machine import MACHINES, Phase
from zsa_portal.workflow.models import Involvement, Matter

pytestmark = pytest.mark.django_db

EVERYBODY = {"noticed", "published"}
BEYOND = {*EVERYBODY, "received"}
ALL_BEYOND = {*BEYOND, "elsewhere"}
"""With another one that has been received, in which the department alone plays a part."""
KNOWN = {
    "public": EVERYBODY,
    "stranger": EVERYBODY,
    "other applicant": EVERYBODY,
    "dismissed": EVERYBODY,
    "expert": BEYOND,
    "member": BEYOND,
    "deputy": ALL_BEYOND,
    "staff": ALL_BEYOND,
    "finance": ALL_BEYOND,
    "applicant": {*BEYOND, "draft"},
}
"""The matters that somebody discovers, of one in each phase."""
PARTIES = {
    "expert": {"received"},
    "member": {*BEYOND, "draft"},
    "deputy": {*ALL_BEYOND, "draft"},
    "staff": {*ALL_BEYOND, "draft"},
    "applicant": {*EVERYBODY, "draft"},
}
"""The matters in which somebody plays a part now; the applicant's has ended in one."""


@pytest.fixture
def world(make_matter, make_staff, make_user, make_committee, make_organisation):
    applicant, committee = make_organisation(), make_committee(1)
    matters = {
        state: make_matter(state, applicant=applicant, committee=committee)
        for state in ("draft", "received", "noticed", "published")
    }
    matters["elsewhere"] = make_matter("received")
    clerk, deputy = make_staff(), make_user()
    Deputyship.objects.create(principal=clerk, deputy=deputy, starts="2020-01-01")
    people = {
        "public": None,
        "stranger": make_user(),
        "other applicant": make_user(organisation=make_organisation()),
        "dismissed": make_user(),
        "expert": make_user(),
        "member": Seat.objects.get(body=committee).user,
        "deputy": deputy,
        "staff": clerk,
        "finance": make_staff(department="finance"),
        "applicant": make_user(organisation=applicant),
    }
    for name in ("expert", "dismissed"):
        matters["received"].involve(roles.EXPERT, Party.of(people[name]))
    matters["received"].dismiss(roles.EXPERT, Party.of(people["dismissed"]))
    matters["received"].dismiss(roles.APPLICANT, Party.of(applicant))
    return SimpleNamespace(people=people, states={one.pk: name for name, one in matters.items()})


def found(world, rows):
    """The matters among rows, by their states."""
    return {world.states[pk] for pk in rows.values_list("pk", flat=True)}


def each(world, rows_of):
    """What is found for each of the people."""
    return {name: found(world, rows_of(user)) for name, user in world.people.items()}


@pytest.fixture
def narrow(monkeypatch):
    """The example lets the parties alone know of its matters."""
    monkeypatch.setattr(Example, "DISCOVERY", staticmethod(known_to_parties))


@pytest.mark.parametrize("model", [Matter, Example])
def test_a_matter_is_discovered_by_its_phase(world, model):
    assert each(world, model.objects.visible_to) == KNOWN
    assert found(world, model.objects.public()) == EVERYBODY


@pytest.mark.parametrize("model", [Matter, Example])
def test_a_narrow_kind_is_discovered_by_its_own_rule_alone(world, narrow, model):
    meant = {name: PARTIES.get(name, set()) for name in world.people}
    assert each(world, model.objects.visible_to) == meant
    assert found(world, model.objects.public()) == set()


def test_a_kinds_own_rule_leaves_the_other_kinds_as_they_are(world, monkeypatch):
    """A second kind that keeps its matters to nobody hides none of the first."""
    other = next(kind for kind in MACHINES if kind not in narrow_kinds() and kind != "example")
    monkeypatch.setattr(MACHINES[other], "DISCOVERY", staticmethod(lambda *_asked: NEVER))
    assert each(world, Matter.objects.visible_to) == KNOWN


def test_the_states_of_phases_are_those_of_every_kind_or_of_some(world):
    rows = Matter.objects
    assert found(world, rows.filter(states_in(Phase.DRAFT))) == {"draft"}
    assert found(world, rows.filter(states_in(Phase.NOTICE, Phase.PUBLISHED))) == EVERYBODY
    assert found(world, rows.filter(states_in(Phase.PROCEDURE, kinds=["example"]))) == {
        "received",
        "elsewhere",
    }
    assert found(world, rows.filter(states_in(Phase.PROCEDURE, kinds=["project"]))) == set()
    assert found(world, rows.filter(~states_in(Phase.DRAFT))) == ALL_BEYOND
    parts = Involvement.objects.filter(states_in(Phase.DRAFT, prefix="matter__"))
    assert {world.states[pk] for pk in parts.values_list("matter", flat=True)} == {"draft"}


def test_rows_of_no_matter_are_in_no_phase_and_of_no_narrow_kind(world, narrow):
    """Parties lead to the matters they hold, most to none."""
    finance = Party.of(Department.objects.get(code="finance"))
    rows = Party.objects.filter(pk=finance.pk)
    assert rows.filter(~states_in(Phase.DRAFT, prefix="held__")).exists()
    assert not rows.filter(states_in(*Phase.values, prefix="held__")).exists()
    for kinds in (None, ["example"], []):
        assert rows.filter(kept_narrow(NOBODY, "held__", kinds)).exists()


def test_who_plays_a_part_now_is_involved(world):
    def part(user):
        return Matter.objects.filter(involved_in(places_of(user)))

    def known(user):
        return Matter.objects.filter(known_to_parties(places_of(user), ""))

    meant = {name: PARTIES.get(name, set()) for name in world.people}
    assert each(world, part) == each(world, known) == meant
    rows = Involvement.objects.filter(
        known_to_parties(places_of(world.people["expert"]), "matter__")
    )
    assert {world.states[pk] for pk in rows.values_list("matter", flat=True)} == {"received"}


KINDS = {
    "unknown": None,
    "this": ["example"],
    "this and another": ["project", "example"],
    "another": ["project"],
    "none": [],
}


@pytest.mark.parametrize("kinds", KINDS.values(), ids=KINDS)
def test_rows_are_kept_where_their_kind_is_not_narrow(world, kinds):
    rows = Matter.objects.filter(kept_narrow(NOBODY, "", kinds))
    everything = {*ALL_BEYOND, "draft"}
    assert found(world, rows) == (everything if kinds is None or "example" in kinds else set())


@pytest.mark.parametrize("kinds", KINDS.values(), ids=KINDS)
def test_rows_of_a_narrow_kind_are_kept_by_its_own_rule(world, narrow, kinds):
    def rows(user):
        return Matter.objects.filter(kept_narrow(places_of(user), "", kinds))

    told = kinds is None or "example" in kinds
    assert each(world, rows) == {
        name: PARTIES.get(name, set()) if told else set() for name in world.people
    }


def test_a_model_of_one_kind_asks_for_that_alone(monkeypatch):
    assert kinds_of(Example) == ["example"]
    assert kinds_of(Matter) == kinds_of(Party) == list(MACHINES)
    assert "example" not in narrow_kinds()
    monkeypatch.setattr(Example, "DISCOVERY", staticmethod(known_to_parties))
    assert narrow_kinds()["example"] is known_to_parties
