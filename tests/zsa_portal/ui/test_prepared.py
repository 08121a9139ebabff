"""Statements that are planned once for a connection."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zsa_portal.people.models import User
from zsa_portal.ui import prepared
from zsa_portal.ui.conditions import of_keys
from zsa_portal.ui.prepared import planned_once, prepared_rows

pytestmark = pytest.mark.django_db


def ready():
    """The texts of the statements that are ready on the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_a_statement_is_planned_once_whatever_its_values(make_user):
    users = [make_user(f"100% {number}") for number in range(3)]
    before = len(ready())
    with planned_once():
        for chosen in (users, users[:1], []):
            rows = User.objects.filter(of_keys([one.pk for one in chosen])).order_by("pk")
            assert list(rows.extra(where=["name LIKE '100%%%%'"])) == chosen
    assert len(ready()) == before + 1


def test_a_statement_counts_as_one_query_and_others_are_asked_as_they_are(make_user):
    user = make_user()
    with planned_once(), CaptureQueriesContext(connection) as seen:
        assert User.objects.get(pk=user.pk) == user
        assert User.objects.filter(pk=user.pk).update(name="Another") == 1
    assert len(seen) == 2


def test_no_more_are_kept_ready_than_a_server_should_hold(monkeypatch):
    monkeypatch.setattr(prepared, "MOST_READY", 2)
    prepared._READY.clear()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    for number in range(5):
        assert prepared_rows(f"SELECT $1 + {number}", "int", 1) == [(1 + number,)]
    assert len(ready()) <= 2
