"""Dated rows: the range they hold for, and that none overlaps another of the same thing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F

from zsa_portal.people.dated import Days, once_at_a_time
from zsa_portal.people.models import Seat
from zsa_portal.regulations import clock

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


@pytest.mark.rule("QA3a")
def test_current_and_former_rows_part_on_the_last_day(make_committee, make_user):
    body = make_committee(0)
    ends = (DAY, DAY - dt.timedelta(days=1), None, DAY, DAY - dt.timedelta(days=2))
    rows = [
        Seat.objects.create(
            body=body, user=make_user(), starts=DAY - dt.timedelta(days=9), ends=last
        )
        for last in ends
    ]
    Seat.objects.create(body=body, user=make_user(), starts=DAY + dt.timedelta(days=1))
    one, earlier, open_end, two, first = rows
    seats, after = Seat.objects.order_by("pk"), DAY + dt.timedelta(days=1)
    with clock.moved_to(clock.start_of(DAY)):
        assert list(seats.current()) == [one, open_end, two]
        assert list(seats.former()) == [earlier, first]
        assert list(seats.former(after)) == [two, one, earlier, first]
        assert open_end in seats.current(after)
        assert one not in seats.current(after)
