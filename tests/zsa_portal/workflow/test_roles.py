"""Roles are data of the machine that declares them."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from zsa_portal.ballots.queries import deciders
from zsa_portal.people.models import Party
from zsa_portal.workflow import roles
from zsa_portal.workflow.interests import plays, plays_one_that, runs
from zsa_portal.workflow.machine import Phase, StateInfo, register
from zsa_portal.workflow.roles import RoleInfo

JURY = RoleInfo("jury", "Jury", several=True, decides=True)


@pytest.fixture
def declared(monkeypatch):
    """The registry of roles, put back afterwards."""
    monkeypatch.setattr(roles.ROLES, "data", dict(roles.ROLES))


def test_two_machines_may_share_a_role_but_not_a_code(declared):
    roles.declare([JURY])
    roles.declare([JURY])
    with pytest.raises(ImproperlyConfigured, match="role 'jury' is declared twice"):
        roles.declare([RoleInfo("jury", "Another jury")])


def test_a_holder_is_one_of_the_machines_roles():
    class Other:
        kind_code = "other"
        ROLES: ClassVar = (roles.APPLICANT,)
        STATES: ClassVar = {
            "begun": StateInfo("00.00", "Begun", roles.COUNCIL, "", "", Phase.DRAFT)
        }

    with pytest.raises(ImproperlyConfigured, match="other declares no role council"):
        register(Other)


def test_two_classes_of_steps_never_bring_a_method_of_one_name():
    class First:
        def close(self):
            """One way."""

    class Second:
        def close(self):
            """Another way."""

    class Other(First, Second):
        kind_code = "other"
        ROLES: ClassVar = ()
        STATES: ClassVar = {}

    with pytest.raises(ImproperlyConfigured, match="other gets close from two classes"):
        register(Other)


@pytest.mark.django_db
def test_a_role_declared_only_here_is_played_at_once(example_matter, make_user, monkeypatch):
    first, second = make_user(), make_user()
    monkeypatch.setattr(type(example_matter), "ROLES", (*example_matter.ROLES, JURY))
    for person in (first, second):
        example_matter.involve(JURY, Party.of(person))
    assert example_matter.parties(JURY) == [Party.of(first), Party.of(second)]
    assert plays(example_matter, first, [JURY])
    assert list(deciders(example_matter)) == sorted([first, second], key=lambda one: one.name)


@pytest.mark.django_db
def test_a_role_that_one_plays_passes_to_the_next_party(example_matter, make_committee):
    first, second = make_committee(3), make_committee(3)
    example_matter.involve(roles.COMMITTEE, Party.of(first))
    example_matter.involve(roles.COMMITTEE, Party.of(second))
    assert example_matter.parties(roles.COMMITTEE) == [Party.of(second)]


@pytest.mark.django_db
def test_an_office_is_closed_to_people_of_the_applicant(example_matter, make_staff):
    staff = make_staff()
    assert runs(example_matter, staff)
    example_matter.applicant.people.create(user=staff, starts="2020-01-01")
    fresh = type(staff).objects.get(pk=staff.pk)
    assert not runs(example_matter, fresh)
    assert plays_one_that(example_matter, fresh, lambda role: role.sees_ballots)


def test_a_role_no_machine_declares_any_more_is_told_by_its_code():
    with translation.override("en"):
        assert (roles.label_of("council"), roles.label_of("gone")) == ("Council members", "gone")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_role_is_the_same_in_every_language(language):
    with translation.override(language):
        assert roles.NOBODY in roles.NO_PARTY
        assert roles.CLOCK in roles.NO_PARTY
