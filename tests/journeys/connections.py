"""Connections to the database that the journeys' server keeps from page to page, as the portal's does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, connections


class Idle:
    """The connections that no page uses now: a page takes one, and leaves it when it is sent.

    The server has a thread for each visitor's line, most of which wait; so they do not keep one each.
    """

    def __init__(self) -> None:
        self.idle: list[Any] = []

    def take(self, **_signal: Any) -> None:
        if self.idle and threading.current_thread() is not threading.main_thread():
            connections[DEFAULT_DB_ALIAS] = self.idle.pop()

    def leave(self, **_signal: Any) -> None:
        if threading.current_thread() is not threading.main_thread():
            used = connections[DEFAULT_DB_ALIAS]
            if not used.allow_thread_sharing:
                used.inc_thread_sharing()
            del connections[DEFAULT_DB_ALIAS]
            self.idle.append(used)

    def close(self) -> None:
        while self.idle:
            self.idle.pop().close()


@contextmanager
def kept() -> Iterator[None]:
    """Keep them meanwhile."""
    idle = Idle()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.settings[DEFAULT_DB_ALIAS], "CONN_MAX_AGE", None)
        request_started.connect(idle.take)
        request_finished.connect(idle.leave)
        yield
        request_started.disconnect(idle.take)
        request_finished.disconnect(idle.leave)
        idle.close()
