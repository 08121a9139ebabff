"""The days of the archive in the calendar: the 20th of each month, June and December."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from zsa_portal.regulations import clock
from zsa_portal.workflow.calendar import dated, sources_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 2, 9, 30, tzinfo=clock.SHANGHAI)
KEYS = ["archive.days"]


@pytest.fixture(autouse=True)
def in_june():
    with clock.moved_to(NOW), translation.override("en"):
        yield


def told(user, first, last):
    return [(one.day, one.title) for one in dated(user, first, last, keys=KEYS)]


def test_the_twentieth_is_the_last_day_to_file_the_month_before(cast):
    month = (dt.date(2026, 7, 1), dt.date(2026, 7, 31))
    filed = (dt.date(2026, 7, 20), "Last day to file the material of 2026-06")
    assert told(cast.custodian, *month) == [filed]
    assert told(cast.custodian, filed[0], filed[0]) == [filed]
    assert told(cast.custodian, dt.date(2026, 7, 21), dt.date(2026, 8, 19)) == []


def test_an_inspection_begins_with_june_and_december(cast):
    year = told(cast.custodian, dt.date(2026, 6, 1), dt.date(2027, 5, 31))
    assert [one for one in year if "Inspection" in one[1]] == [
        (dt.date(2026, 6, 1), "Inspection of the filings begins (2026-06)"),
        (dt.date(2026, 12, 1), "Inspection of the filings begins (2026-12)"),
    ]
    assert len(year) == 14


def test_they_are_the_archivists_and_the_inspectors_own_and_for_staff_alone(cast, make_user):
    june = (dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    mine = {
        name: [one.mine for one in dated(getattr(cast, name), *june, keys=KEYS)]
        for name in ("archivist", "quality")
    }
    assert mine == {"archivist": [False, True], "quality": [True, False]}
    assert "archive.days" in sources_of(cast.archivist)
    assert "archive.days" not in sources_of(make_user())
    assert told(make_user(), *june) == []
