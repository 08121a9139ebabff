"""Deadlines in words, at their boundaries, in Asia/Shanghai."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from zsa_portal.ui.due import describe, last_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
END = dt.datetime(2026, 3, 18, tzinfo=SHANGHAI)


def at(*when):
    return dt.datetime(*when, tzinfo=SHANGHAI).astimezone(dt.UTC)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_exclusive_end_shows_the_day_before():
    assert last_day(END) == dt.date(2026, 3, 17)


def test_end_within_a_day_shows_that_day():
    assert last_day(END.replace(hour=15)) == dt.date(2026, 3, 18)


def test_plain_date_is_its_own_last_day():
    assert last_day(dt.date(2026, 2, 28)) == dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    ("now", "urgency", "words"),
    [
        (at(2026, 3, 2, 9, 30), "later", "15 days left"),
        (at(2026, 3, 13, 23, 59), "later", "4 days left"),
        (at(2026, 3, 14, 0, 0), "soon", "3 days left"),
        (at(2026, 3, 16, 12, 0), "soon", "1 day left"),
        (at(2026, 3, 17, 0, 0), "today", "due today"),
        (at(2026, 3, 17, 23, 59, 59), "today", "due today"),
        (at(2026, 3, 18, 0, 0), "overdue", "overdue by 1 day"),
        (at(2026, 3, 20, 0, 0), "overdue", "overdue by 3 days"),
    ],
)
def test_urgency_in_words(now, urgency, words):
    described = describe(END, now)

    assert (described.urgency, described.words) == (urgency, words)


def test_end_earlier_the_same_day_says_that_time_is_up():
    described = describe(END.replace(hour=15), at(2026, 3, 18, 15, 0))

    assert (described.urgency, described.words) == ("overdue", "time is up")


def test_words_are_chinese_for_chinese_readers():
    with translation.override("zh-hans"):
        assert describe(END, at(2026, 3, 15, 0, 0)).words == "还剩 2 天"
