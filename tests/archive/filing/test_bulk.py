"""A head confirms several empty months at once."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.filing.actions import filing_open
from archive.filing.models import Filing
from archive.filing.states import F
from tests.archive.rows import add_row
from tests.bulk import costs_the_same, names_for_several, outcomes, previewed, taken
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

MONTHS = [dt.date(2026, 1, 1), dt.date(2026, 2, 1), dt.date(2026, 3, 1)]


@pytest.fixture
def empty(cast):
    """Three months that the archivist reported empty."""
    found = [filing_open(department=cast.department, month=month, by=None) for month in MONTHS]
    return [
        perform(one.report_nothing, by=cast.archivist, nothing_reason="本月无归档资料。")
        for one in found
    ]


def test_this_step_is_for_several():
    assert names_for_several(Filing) == {"confirm_nothing"}


def test_empty_months_are_confirmed_together(empty, cast):
    assert costs_the_same("confirm_nothing", empty, by=cast.head, now=clock.now())
    answer = taken("confirm_nothing", empty, by=cast.head, now=clock.now())
    assert outcomes(answer) == [(True, "")] * 3
    assert [one.state for one in Filing.objects.order_by("pk")] == [F.FILED] * 3


@pytest.mark.rule("A03a")
def test_nobody_but_the_head_confirms_them(empty, cast):
    found = previewed("confirm_nothing", empty, by=cast.archivist, now=clock.now())
    assert found == [["It is not for you to take this step here."]] * 3
    answer = taken("confirm_nothing", empty, by=cast.archivist, now=clock.now())
    assert [done for done, _said in outcomes(answer)] == [False] * 3
    assert [one.state for one in Filing.objects.order_by("pk")] == [F.CHECK] * 3


def test_a_month_with_material_is_named(empty, cast):
    filled = filing_open(department=cast.department, month=dt.date(2025, 12, 1), by=None)
    add_row(filled, "纪要.docx", by=cast.archivist)
    filled = perform(filled.submit_list, by=cast.archivist)
    found = previewed("confirm_nothing", [*empty, filled], by=cast.head, now=clock.now())
    assert found == [
        [],
        [],
        [],
        [
            "There is material on the list: submit it, or take it off the list first.",
            "The department has material to file this month.",
        ],
    ]
