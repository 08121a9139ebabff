"""Lengths and returning duties at their boundaries: leap days, ends of months and years."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.regulations import clock
from zsa_portal.regulations import rule as declared
from zsa_portal.regulations.rule import Days, Every, Months, RuleUnmet

NOTICE = Days(15, rule="F14b")
DRAFTING = Months(6, rule="F27a")
RECHECK = Every(years=1, rule="R20")
REEXAMINATION = Every(years=3, rule="R24")
FILING = Every(months=1, on=20, rule="A06a")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize(
    ("opened", "days", "end"),
    [
        ("2026-03-02T09:30", None, "2026-03-18"),
        ("2026-03-02T00:00", 15, "2026-03-18"),
        ("2026-03-02T23:59:59", 16, "2026-03-19"),
        ("2028-02-14T12:00", 15, "2028-03-01"),
        ("2027-12-20T12:00", 15, "2028-01-05"),
    ],
)
def test_days_close_at_the_midnight_after_the_last(opened, days, end):
    assert NOTICE.closes(at(opened), days) == at(end)


@pytest.mark.rule("F14b")
def test_fewer_days_than_the_article_says_are_refused():
    NOTICE.require(15)
    with pytest.raises(RuleUnmet) as refused:
        NOTICE.closes(at("2026-03-02T09:30"), 14)
    assert refused.value.rule == "F14b"


@pytest.mark.rule("F27a")
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-02", "2026-09-02"),
        ("2026-08-31", "2027-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2028-02-29", "2028-08-29"),
        ("2026-07-01", "2027-01-01"),
        ("2026-06-30", "2026-12-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start, end):
    assert DRAFTING.ends(day(start)) == day(end)


@pytest.mark.rule("F27a")
def test_months_close_at_the_midnight_after_their_last_day():
    assert DRAFTING.closes(at("2026-06-30T23:59")) == at("2026-12-31")
    assert DRAFTING.closes(at("2026-08-31T00:00")) == at("2027-03-01")


@pytest.mark.parametrize(
    ("duty", "done", "due"),
    [
        (RECHECK, "2026-03-02", "2027-03-02"),
        (RECHECK, "2028-02-29", "2029-02-28"),
        (REEXAMINATION, "2026-12-31", "2029-12-31"),
        (REEXAMINATION, "2028-02-29", "2031-02-28"),
        (FILING, "2026-03-19", "2026-03-20"),
        (FILING, "2026-03-20", "2026-04-20"),
        (FILING, "2026-12-31", "2027-01-20"),
        (Every(months=1, on=31, rule="A06a"), "2026-02-27", "2026-02-28"),
        (Every(months=1, on=31, rule="A06a"), "2026-02-28", "2026-03-31"),
    ],
)
def test_a_duty_returns_after_it_was_done(duty, done, due):
    assert duty.next_after(day(done)) == day(due)


def test_a_series_keeps_the_day_it_began_with():
    leap = day("2028-02-29")
    assert RECHECK.next_after(day("2031-06-01"), leap) == day("2032-02-29")
    assert RECHECK.next_after(day("2032-02-28"), leap) == day("2032-02-29")
    assert RECHECK.next_after(day("2032-02-29"), leap) == day("2033-02-28")
    assert RECHECK.next_after(day("2020-01-01"), leap) == day("2029-02-28")
    monthly = Every(months=1, rule="A06a")
    assert monthly.due_days(day("2027-12-31"), day("2028-04-30")) == [
        day("2028-01-31"),
        day("2028-02-29"),
        day("2028-03-31"),
        day("2028-04-30"),
    ]


def test_the_due_days_of_a_year():
    found = FILING.due_days(day("2026-01-20"), day("2027-01-20"))
    assert (len(found), found[0], found[-1]) == (12, day("2026-02-20"), day("2027-01-20"))
    assert {one.day for one in found} == {20}
    assert REEXAMINATION.due_days(day("2026-03-02"), day("2029-03-01")) == []
    assert REEXAMINATION.due_days(day("2026-03-02"), day("2029-03-02")) == [day("2029-03-02")]


@pytest.mark.parametrize(
    "wrong", [{}, {"years": -1, "months": 24}, {"months": 1, "on": 0}, {"months": 1, "on": 32}]
)
def test_a_duty_that_cannot_return_is_not_declared(wrong):
    with pytest.raises(ValueError, match=r"no month|at least one"):
        Every(rule="R20", **wrong)


@pytest.mark.parametrize(("duty", "done"), [(RECHECK, "2026-03-02"), (FILING, "2026-03-02")])
def test_a_duty_never_returns_on_the_day_it_was_done(duty, done):
    start = day(done)
    for offset in range(800):
        asked = start + dt.timedelta(days=offset)
        assert duty.next_after(asked) > asked
        assert duty.next_after(asked, start) > asked


def test_a_series_over_years_misses_no_month():
    assert FILING.next_after(day("2027-03-01"), day("2026-03-02")) == day("2027-03-20")
    assert FILING.next_after(day("2030-01-01"), day("2026-12-31")) == day("2030-01-20")


def test_lengths_that_are_broken_demand_nothing():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(declared, "watcher", lambda _thing, _answer, otherwise: otherwise)
        NOTICE.require(0)
        assert DRAFTING.ends(day("2026-03-02")) == day("2026-03-02")
        assert RECHECK.next_after(day("2026-03-02")) == dt.date.max
