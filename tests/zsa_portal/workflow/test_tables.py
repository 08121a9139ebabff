"""Deadlines in lists: the last day, in words on the page and as a date in a spreadsheet."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tables import MatterTable

pytestmark = pytest.mark.django_db
MIDNIGHT = dt.datetime(2026, 3, 18, tzinfo=clock.SHANGHAI)


@pytest.fixture
def table(example_matter) -> MatterTable:
    matter = Matter.objects.get(pk=example_matter.pk)
    matter.due_at = MIDNIGHT
    return MatterTable([matter])


def test_the_page_tells_the_last_day_and_how_long_there_is(table):
    with clock.moved_to(MIDNIGHT - dt.timedelta(days=2)):
        shown = table.rows[0].get_cell("due_at")
    assert "2026-03-17" in shown
    assert "1 day left" in shown
    assert "00:00" not in shown


def test_the_spreadsheet_holds_the_last_day(table):
    assert table.rows[0].get_cell_value("due_at") == dt.date(2026, 3, 17)
