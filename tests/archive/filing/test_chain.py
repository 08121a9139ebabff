"""The chain of a filing by level, and the day by which a month is filed."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.filing.actions import filing_open
from archive.filing.states import F
from archive.filing.times import filing_due
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

MARCH = dt.date(2026, 3, 1)


@pytest.fixture
def filing(cast):
    with clock.moved_to(dt.datetime(2026, 4, 1, 9, tzinfo=clock.SHANGHAI)):
        return filing_open(department=cast.department, month=MARCH, by=None)


def test_an_archivist_has_the_turn_of_the_department(filing, cast):
    assert filing.holder.key in places_of(cast.archivist).parties
    assert filing.holder.key not in places_of(cast.clerk).parties


@pytest.mark.rule("A06a")
def test_a_month_is_filed_until_the_end_of_the_20th_of_the_next(filing):
    assert filing_due(filing) == filing.due_at == dt.datetime(2026, 4, 21, tzinfo=clock.SHANGHAI)


@pytest.mark.rule("A03a")
def test_an_empty_list_says_why(filing, cast):
    with pytest.raises(StepsUnmet):
        perform(filing.submit_list, by=cast.archivist)
    filing.nothing_reason = "本月无归档资料。"
    filing.save(update_fields=["nothing_reason"])
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK
