"""After a failure nobody waits for a server again and again: one caller tries, the others know."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Breaker:
    """What this process knows of one server. ``pause`` are the seconds between two tries."""

    def __init__(
        self, name: str, *, pause: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.name, self.pause = name, pause
        self._now = now
        self._lock = threading.Lock()
        self._next_try: float | None = None

    @property
    def is_away(self) -> bool:
        """Whether the last that was heard of the server is a failure."""
        return self._next_try is not None

    def may_try(self) -> bool:
        """Whether this caller shall ask the server; while it is away one a pause shall."""
        with self._lock:
            if self._next_try is None:
                return True
            if self._now() < self._next_try:
                return False
            self._next_try = self._now() + self.pause
            return True

    def failed(self, why: object) -> None:
        """The server did not answer, or could not do what it was asked."""
        with self._lock:
            first, self._next_try = self._next_try is None, self._now() + self.pause
        if first:
            logger.warning("%s is away: %s", self.name, why)

    def answered(self) -> None:
        """The server works."""
        if self._next_try is None:
            return
        with self._lock:
            self._next_try = None
        logger.warning("%s is back", self.name)


VALKEY = Breaker("Valkey", pause=5)
DATABASE = Breaker("PostgreSQL", pause=2)
