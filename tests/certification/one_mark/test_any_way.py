"""A 1字标 mark driven any way there is: random people, steps and clocks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from certification.demo.one_mark import MarkWalker
from certification.models import Mark
from certification.one_mark.marks.actions import mark_save
from certification.one_mark.marks.papers import PRODUCT_CERTIFICATE, REPORT
from certification.one_mark.marks.states import S
from tests.any_way import Act, AnyWay, driven, ways_by_hand
from tests.certification.one_mark.stations import mark_at
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

pytestmark = pytest.mark.django_db
MOVES = 12
BROUGHT = ("submit_mark", "submit_renewal", "ask_for_resumption")
"""The steps with which the enterprise brings report and certificate."""


def bringing(walker: MarkWalker, step: str) -> Act:
    """Write the application as of today, with its papers, and take the step."""

    def act(mark: Any, user: Any) -> Any:
        walker.now = clock.now()
        mark_save(mark=mark, values=walker.values(), by=user)
        for kind in (REPORT, PRODUCT_CERTIFICATE):
            walker.add(mark, kind, f"{kind}.pdf", user)
        return perform(getattr(mark, step), by=user)

    return act


@driven(20)
@given(data=st.data())
def test_no_way_of_a_mark_is_illegal(data):
    with transaction.atomic():
        walker, mark = mark_at(data.draw(st.sampled_from(list(S.values)), label="state"))
        cast = walker.cast
        people = [cast.applicant, cast.clerk, cast.head, cast.tester]
        acts = {step: bringing(walker, step) for step in BROUGHT}
        AnyWay(mark, walker.now, people, acts).go(data, MOVES)
        transaction.set_rollback(True)


def test_what_is_brought_is_brought_by_hand():
    assert ways_by_hand(Mark) > set(BROUGHT)
