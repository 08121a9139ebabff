"""What monitoring is told."""

from __future__ import annotations

from django.db import OperationalError, connection

from zsa_portal.outages.breaker import VALKEY


def told(client):
    answer = client.get("/health/")
    return answer.status_code, answer.content.decode()


def test_all_is_well(client, db):
    assert told(client) == (200, "ok\n")


def test_without_valkey_the_pages_work_and_it_is_told(client, db):
    VALKEY.failed("no answer")
    try:
        assert told(client) == (200, "ok, without Valkey\n")
    finally:
        VALKEY.answered()


def test_without_the_database_nothing_works(client, db, monkeypatch):
    def away(_self):
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(type(connection._connections["default"]), "cursor", away)
        assert told(client) == (503, "database\n")
