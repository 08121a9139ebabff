"""The days of an announcement: publication from today to a year ahead, implementation not before."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.catalogue.rules import announcement_days_agree
from zsa_portal.regulations import clock

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("published", "implemented", "missing"),
    [
        (TODAY, TODAY, []),
        (TODAY + clock.FURTHEST, TODAY + clock.FURTHEST, []),
        (TODAY - DAY, TODAY, ["The publication date cannot lie in the past."]),
        (
            TODAY + clock.FURTHEST + DAY,
            TODAY + clock.FURTHEST + DAY,
            ["The publication date lies more than a year ahead."],
        ),
        (
            TODAY,
            TODAY - DAY,
            ["The implementation date cannot lie before the publication date."],
        ),
    ],
)
def test_the_days_of_an_announcement(published, implemented, missing):
    with clock.moved_to(NOW):
        assert announcement_days_agree.missing((published, implemented)) == missing
