"""Dated rows: the range they hold for, and that none overlaps another of the same thing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F

from zsa_portal.people.dated import Days, once_at_a_time
from zsa_portal.people.models import Seat

DAY = dt.date(2026, 3, 2)


def test_a_range_has_both_its_days():
    starts, ends, boundary = Days().source_expressions
    assert (starts, ends) == (F("starts"), F("ends"))
    assert (boundary.lower, boundary.upper) == ("[", "]")
    assert Days().deconstruct() == ("zsa_portal.people.dated.Days", [], {})


def test_what_happens_once_at_a_time_is_the_same_thing_on_overlapping_days():
    made = once_at_a_time("one_seat", "user", "body", message="Sits there already.")
    assert (made.name, made.violation_error_message) == ("one_seat", "Sits there already.")
    assert made.expressions[:2] == [("user", "="), ("body", "=")]
    (days, operator) = made.expressions[2]
    assert (type(days), operator) == (Days, "&&")


def test_a_row_holds_on_its_first_and_its_last_day_alone():
    seat = Seat(starts=DAY, ends=DAY)
    days = [DAY + dt.timedelta(days=number) for number in (-1, 0, 1)]
    assert [seat.holds(day) for day in days] == [False, True, False]
    assert [Seat(starts=DAY).holds(day) for day in days] == [False, True, True]


def test_a_period_that_is_turned_round_is_refused_at_its_end():
    Seat(starts=DAY, ends=DAY).clean()
    with pytest.raises(ValidationError) as refused:
        Seat(starts=DAY, ends=DAY - dt.timedelta(days=1)).clean()
    assert list(refused.value.message_dict) == ["ends"]
