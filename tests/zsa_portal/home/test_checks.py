"""The check of the database's role; its good case is the house of the table of outages."""

from __future__ import annotations

from zsa_portal.home.checks import role_is_a_small_one


class Cursor:
    """A cursor that says what a role is: (superuser, owns tables)."""

    def __init__(self, role):
        self.role = role

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def execute(self, _statement):
        return None

    def fetchone(self):
        return self.role


def found(monkeypatch, *role):
    from django.db import connection

    monkeypatch.setattr(
        type(connection._connections["default"]), "cursor", lambda _self: Cursor(role)
    )
    return [message.id for message in role_is_a_small_one(databases=["default"])]


def test_a_superuser_and_an_owner_of_tables_are_told(monkeypatch):
    assert found(monkeypatch, True, False) == ["zsa.E101"]
    assert found(monkeypatch, False, True) == ["zsa.E102"]
    assert found(monkeypatch, True, True) == ["zsa.E101", "zsa.E102"]


def test_a_small_role_is_fine(monkeypatch):
    assert found(monkeypatch, False, False) == []


def test_the_tests_own_role_owns_the_tests_tables(db):
    assert [message.id for message in role_is_a_small_one(databases=["default"])] == ["zsa.E102"]


def test_nothing_is_asked_without_a_database():
    assert role_is_a_small_one() == []
