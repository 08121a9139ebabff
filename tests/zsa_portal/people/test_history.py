"""Who was where and when is kept by the database, whoever writes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from zsa_portal.people.models import PostHolding, Seat
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db


def events(name: str) -> list[str]:
    model = apps.get_model("zsa_people", f"{name}Event")
    return list(model.objects.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_every_write_to_a_post_is_kept(make_user):
    holding = PostHolding.objects.create(user=make_user(), post="custodian")
    holding.ends = dt.date(2030, 1, 1)
    holding.save()
    holding.delete()
    assert events("PostHolding") == ["insert", "update", "delete"]


def test_bulk_updates_and_raw_sql_are_kept(make_committee):
    body = make_committee(size=2)
    assert events("Seat") == ["insert", "insert"]
    Seat.objects.filter(body=body).update(votes=False)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE zsa_people_seat SET ends = '2030-01-01'")
    assert events("Seat") == ["insert"] * 2 + ["update"] * 4


@pytest.mark.parametrize(
    "name", ["DepartmentMembership", "Deputyship", "Membership", "OrganisationPerson", "Seat"]
)
def test_each_dated_table_has_its_history(name):
    assert apps.get_model("zsa_people", f"{name}Event") is not None


def test_history_tells_who_did_it(visit, make_staff):
    me, colleague = make_staff(), make_staff()
    day = clock.today().isoformat()
    data = {"deputy": colleague.pk, "reason": "leave", "starts": day, "ends": day}
    visit(me).post(reverse("people:deputy_new"), data)
    event = apps.get_model("zsa_people", "DeputyshipEvent").objects.get()
    assert event.pgh_context.metadata["user"] == me.pk
