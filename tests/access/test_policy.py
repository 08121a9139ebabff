"""The matrix is what the portal answers; the policy is what is meant; a difference fails."""

from __future__ import annotations

import copy

import pytest

from tests.access.addresses import ADMIN
from tests.access.policy import NO_PHASES, Difference, Policy, policies

pytestmark = pytest.mark.parametrize("policy", policies(), ids=lambda one: str(one.part.namespace))


def test_the_portal_answers_as_it_is_meant(policy: Policy):
    wrong = [
        f"{one.address} ({one.phase}) as {one.role}: meant {one.meant}, answered {one.answered}"
        for one in policy.differences()
    ]
    assert wrong == []


def test_every_address_belongs_to_one_family(policy: Policy):
    rows = {address for address, _phase, _answered in policy.cells()}
    assert {
        address: policy.families_of(address)
        for address in rows
        if len(policy.families_of(address)) != 1
    } == {}
    assert {one for one in policy.addresses() if one != ADMIN} - rows == set()


def test_every_family_has_a_reason_and_no_phase_that_nothing_is_asked_in(policy: Policy):
    asked = {
        (policy.families_of(address)[0], phase) for address, phase, _answered in policy.cells()
    }
    meant = {
        (name, phase)
        for name, family in policy.families.items()
        for phase in set(family) - NO_PHASES
        if ADMIN not in family["addresses"]
    }
    assert meant == asked
    assert [name for name, family in policy.families.items() if not family["why"]] == []


def test_an_exception_differs_from_its_family_and_has_a_reason(policy: Policy):
    assert list(policy.idle_exceptions()) == []


def test_a_difference_is_found_with_address_phase_role_and_both_answers(policy: Policy):
    address, phase, answered = next(policy.cells())
    changed = Policy(policy.part)
    changed.families = copy.deepcopy(policy.families)
    planted = {"addresses": [address], "phases": [phase], "roles": ["public"], "answer": "hidden"}
    family = changed.families[changed.families_of(address)[0]]
    family.setdefault("exceptions", []).append(planted)
    found = Difference(address, phase, "anonymous", "hidden", answered["anonymous"])
    assert list(changed.differences()) == [found]
