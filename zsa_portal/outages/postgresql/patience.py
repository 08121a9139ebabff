"""How long each kind of process waits for PostgreSQL.

``statement_timeout`` and ``lock_timeout`` are the server's own; a frozen server keeps neither, and
its kernel goes on answering for it, so TCP's limits do not help either. psycopg2's wait callback
ends such a wait on our side.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections
from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, POLL_WRITE, set_wait_callback

from zsa_portal.outages.breaker import DATABASE

GRACE = 2.0
"""Seconds that the server may take to say that its own limit was reached."""
DIRECTIONS = {POLL_READ: select.POLLIN, POLL_WRITE: select.POLLOUT}

_brief: ContextVar[bool] = ContextVar("brief", default=False)


@dataclass(frozen=True)
class Patience:
    """Seconds to connect, for a statement, and for a lock that somebody else holds."""

    connect: float
    statement: float
    lock: float

    @property
    def options(self) -> str:
        """The server's part, as libpq hands it over when a connection begins."""
        limits = {"statement_timeout": self.statement, "lock_timeout": self.lock}
        return " ".join(f"-c {name}={seconds * 1000:.0f}" for name, seconds in limits.items())


class Frozen(OperationalError):
    """PostgreSQL has not answered in time; the connection is closed."""


@contextmanager
def briefly() -> Iterator[None]:
    """Wait no longer than for a new connection meanwhile."""
    token = _brief.set(True)
    try:
        yield
    finally:
        _brief.reset(token)


def hold(process: str) -> None:
    """Bound this process's waits from now on by DATABASE_PATIENCE[process]: "web" or "worker".

    Commands, such as migrations, are not bounded but in what the settings say of every connection.
    """
    patience = Patience(**settings.DATABASE_PATIENCE[process])
    for name in connections:
        options = connections.settings[name]["OPTIONS"]
        # Of two settings of one name the later holds.
        options["options"] = f"{options.get('options', '')} {patience.options}".strip()
    set_wait_callback(lambda connection: wait(connection, patience))


def wait(connection: Any, patience: Patience) -> None:
    """Wait until a connection of psycopg2 has what it waits for. Raises Frozen."""
    brief = _brief.get() or DATABASE.is_away
    seconds = patience.connect if brief else patience.statement + GRACE
    until = time.monotonic() + seconds
    while (state := connection.poll()) != POLL_OK:
        poll = select.poll()
        poll.register(connection.fileno(), DIRECTIONS[state])
        left = until - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            error = Frozen(f"PostgreSQL did not answer within {seconds:.0f} s")
            DATABASE.failed(error)
            raise error
    DATABASE.answered()
