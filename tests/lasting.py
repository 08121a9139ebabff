"""Worlds that last for many tests: built once in a transaction, which is rolled back after the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, transaction

T = TypeVar("T")


@contextmanager
def lasting(blocker: Any, build: Callable[[], T]) -> Iterator[T]:
    """What ``build`` makes in the database, rolled back at the end."""
    with blocker.unblock(), transaction.atomic():
        made = build()
        nothing_waits()
        yield made
        transaction.set_rollback(True)


def nothing_waits() -> None:
    """Let the database check now what it checks at a commit, and Django forget what it does after one.

    A world of some thousand steps leaves much waiting, and each rollback to a savepoint goes through
    all of it. Outside savepoints only: inside one the database keeps what it has checked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    connection.run_on_commit = []
