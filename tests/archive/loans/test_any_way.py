"""A loan driven any way there is: random people, steps and clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.loans.states import L
from archive.loans.terms import Form
from tests.any_way import AnyWay
from tests.examples import examples
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform

MOVES = 10
WEEK = dt.timedelta(days=7)


def last_day(loan: Any) -> dt.date:
    return loan.ends_on or clock.today()


def acts() -> dict[str, Any]:
    """How the steps are taken that ask for more than a reason."""
    return {
        "grant_access": lambda one, user: perform(
            one.grant_access, by=user, until=last_day(one), copies=True
        ),
        "hand_out": lambda one, user: perform(one.hand_out, by=user, until=last_day(one)),
        "hand_out_copies": lambda one, user: perform(
            one.hand_out_copies, by=user, until=last_day(one), remark="备注"
        ),
        "ask_extension": lambda one, user: perform(
            one.ask_extension, by=user, until=last_day(one) + WEEK, reason="尚未核完"
        ),
        "extend_as_custodian": lambda one, user: perform(one.extend_as_custodian, by=user, note=""),
        "extend_as_leader": lambda one, user: perform(one.extend_as_leader, by=user, note=""),
        "take_back": lambda one, user: perform(one.take_back, by=user, condition="完整"),
    }


@settings(
    max_examples=examples(25),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_way_is_illegal(loan_at, cast, data):
    with transaction.atomic():
        level = data.draw(st.sampled_from([Level.RESTRICTED, Level.CONFIDENTIAL]), label="level")
        paper = data.draw(st.booleans(), label="paper")
        states = [L.DRAFT, L.HEAD, L.CUSTODY, L.OUT if paper else L.OPEN]
        if paper:
            way, level = {"form": Form.PAPER}, Level.RESTRICTED
        else:
            way = {}
        lender, loan = loan_at(data.draw(st.sampled_from(states), label="state"), level, **way)
        people = [cast.clerk, cast.head, cast.secretary_general, cast.vice_chair, cast.custodian]
        AnyWay(loan, lender.now, people, acts()).go(data, MOVES)
        transaction.set_rollback(True)
