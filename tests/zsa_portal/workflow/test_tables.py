"""Deadlines in lists: the last day, in words on the page and as a date in a spreadsheet."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

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


@pytest.mark.parametrize(("language", "title"), [("en", "Vessel"), ("zh-hans", "容器")])
def test_an_english_screen_shows_the_english_title_where_there_is_one(table, language, title):
    matter = next(iter(table.data))
    matter.title, matter.title_en = "容器", "Vessel"
    with translation.override(language):
        assert table.rows[0].get_cell_value("title") == title
        assert title in table.rows[0].get_cell("title")
        matter.title_en = ""
        assert "容器" in table.rows[0].get_cell("title")


def test_applicants_are_sorted_by_pinyin(make_matter, make_organisation):
    for name in ("中关村甲", "阿里乙", "联想丙"):
        matter = make_matter("received")
        Matter.objects.filter(pk=matter.pk).update(applicant=make_organisation(name))
    found = MatterTable(Matter.objects.select_related("applicant"), order_by="applicant")
    assert [str(row.record.applicant) for row in found.rows] == ["阿里乙", "联想丙", "中关村甲"]
