"""Waits for PostgreSQL end: by the server's own limits, and on our side where it says nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import OperationalError, connection, connections, transaction
from psycopg2.extensions import set_wait_callback

from zsa_portal.outages.breaker import DATABASE
from zsa_portal.outages.postgresql import patience
from zsa_portal.outages.postgresql.patience import Frozen, Patience, wait
from zsa_portal.outages.telling import outage_of


@pytest.fixture
def hold(settings: Any, django_db_blocker: Any) -> Iterator[Any]:
    """Bound the process's waits by some patience; a fresh connection is returned."""
    options = connection.settings_dict["OPTIONS"]
    before, opened = options.get("options"), []

    def held(**seconds: float) -> Any:
        settings.DATABASE_PATIENCE = {"web": {"connect": 2, "statement": 5, "lock": 5} | seconds}
        patience.hold("web")
        fresh = connections["default"].copy()
        opened.append(fresh)
        return fresh

    with django_db_blocker.unblock():
        yield held
        set_wait_callback(None)
        options["options"] = before
        for one in opened:
            one.close()


def took(began: float) -> float:
    return time.monotonic() - began


def test_the_server_is_told_its_part_of_every_connection(db, hold):
    with hold(statement=4, lock=3).cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"
        )
        assert cursor.fetchone() == ("4s", "3s")


def test_every_connection_ends_with_a_peer_that_is_gone_without_a_word():
    options = connection.settings_dict["OPTIONS"]
    limits = ("connect_timeout", "tcp_user_timeout", "keepalives_idle", "keepalives_count")
    assert [options[name] for name in limits] == [5, 10_000, 10, 3]
    assert options["options"] == "-c lock_timeout=60000 -c jit=off"


def test_a_statement_that_takes_too_long_is_ended_by_the_server(db, hold):
    began = time.monotonic()
    with hold(statement=0.3).cursor() as cursor, pytest.raises(OperationalError) as error:
        cursor.execute("SELECT pg_sleep(20)")
    assert outage_of(error.value) == "busy"
    assert took(began) < 5
    assert not DATABASE.is_away


def test_a_lock_that_is_held_too_long_is_not_waited_for(db, hold):
    first, second = hold(lock=0.3), hold(lock=0.3)
    with first.cursor() as one, second.cursor() as other:
        one.execute("SELECT pg_advisory_lock(77, 1)")
        with pytest.raises(OperationalError) as error:
            other.execute("SELECT pg_advisory_lock(77, 1)")
    assert outage_of(error.value) == "busy"


def test_silence_closes_the_connection_and_lets_nobody_wait_behind(db, hold):
    """A server whose own limit is off stands for one that is frozen."""
    fresh = hold()
    with fresh.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        set_wait_callback(lambda one: wait(one, Patience(connect=1, statement=-1.5, lock=1)))
        began = time.monotonic()
        with pytest.raises(OperationalError) as error:
            cursor.execute("SELECT pg_sleep(3)")
    assert took(began) < 2.5
    assert isinstance(error.value.__cause__, Frozen)
    assert outage_of(error.value) == "database"
    assert fresh.connection.closed
    assert DATABASE.is_away
    fresh.close()
    with pytest.raises(OperationalError, match="PostgreSQL is away"):
        fresh.ensure_connection()
    DATABASE.answered()
    fresh.ensure_connection()
    assert fresh.is_usable()


def test_whether_a_connection_lives_is_asked_briefly(db, hold):
    fresh = hold()
    with patience.briefly(), fresh.cursor() as cursor:
        set_wait_callback(lambda one: wait(one, Patience(connect=0.3, statement=60, lock=1)))
        began = time.monotonic()
        with pytest.raises(OperationalError):
            cursor.execute("SELECT pg_sleep(2)")
    assert took(began) < 1.8


def test_all_that_django_does_works_under_it(db, hold):
    hold()
    many = list(Permission.objects.order_by("pk").values_list("pk", flat=True).iterator(10))
    assert many == sorted(set(many))
    with connection.cursor() as cursor:
        cursor.execute("SELECT repeat('x', 5000000)")
        assert len(cursor.fetchone()[0]) == 5_000_000
        cursor.execute("SELECT generate_series(1, 20000)")
        assert len(cursor.fetchall()) == 20_000
    with transaction.atomic():
        Permission.objects.all().delete()
        transaction.set_rollback(True)
    assert Permission.objects.count() == len(many)
