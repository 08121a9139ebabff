"""A query that was composed once finds what the same query, composed anew, would find."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zsa_portal.people.models import DepartmentMembership, User
from zsa_portal.regulations import clock
from zsa_portal.ui.composed import DAY, Composed, Given, Shape, values_of
from zsa_portal.ui.conditions import Condition, of_keys

pytestmark = pytest.mark.django_db


def test_each_asks_for_what_is_given(make_user):
    one, other = make_user(), make_user()
    asked = Composed(User.objects.filter(Condition("{pk} = %s", [Given("pk")], pk="pk")))
    assert (asked.rows(pk=one.pk), asked.rows(pk=other.pk), asked.rows(pk=-1)) == (
        [one],
        [other],
        [],
    )


def test_what_is_read_along_is_there_and_the_day_is_that_of_the_asker(make_staff):
    person = make_staff()
    asked = Composed(DepartmentMembership.objects.current(DAY).select_related("user", "department"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        (found,) = asked.rows(day=clock.today())
        assert (found.user, found.department.code) == (person, "secretariat")
    assert len(queries) == 1
    assert asked.rows(day=dt.date(2019, 12, 31)) == []


def test_the_shape_of_a_condition_is_that_of_others_with_its_values(make_user):
    users = [make_user() for _number in range(3)]
    shape = Shape.of(of_keys([users[0].pk]))
    assert shape == Shape.of(of_keys([]))
    asked = Composed(User.objects.filter(shape.condition).order_by("pk"))
    assert asked.rows(**values_of(of_keys([one.pk for one in users[1:]]))) == users[1:]
    assert asked.rows(**values_of(of_keys([]))) == []


def test_it_keeps_nothing_of_an_asker(make_user):
    asked = Composed(User.objects.filter(Condition("{pk} = %s", [Given("pk")], pk="pk")))
    with pytest.raises(KeyError):
        asked.rows()
