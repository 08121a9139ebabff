"""A partner and a mark go their whole way by their steps; every state has its station."""

from __future__ import annotations

import pytest

from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.states import S as P
from tests.certification.one_mark.stations import mark_at, partner_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", sorted(P.values))
def test_every_state_of_a_partner_is_reached_by_steps(state):
    assert partner_at(state)[1].state == state


@pytest.mark.parametrize("state", sorted(M.values))
def test_every_state_of_a_mark_is_reached_by_steps(state):
    assert mark_at(state)[1].state == state
