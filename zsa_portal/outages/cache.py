"""Caches that stay up without Valkey."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import RedisCache
from redis.exceptions import RedisError

from zsa_portal.outages.breaker import VALKEY

FAULTS = (RedisError, OSError)
LARGEST_KEPT = 64 * 1024


class Meanwhile(LocMemCache):
    """A process's own small cache: it counts and remembers, but keeps no documents."""

    def delete_pattern(self, _pattern: str) -> None:
        """What is kept here is all forgotten: it is small, and for a while only."""
        self.clear()

    def set(self, key: Any, value: Any, *args: Any, **named: Any) -> None:
        if not isinstance(value, bytes) or len(value) <= LARGEST_KEPT:
            super().set(key, value, *args, **named)


class Nothing(DummyCache):
    """Keeps nothing."""

    def delete_pattern(self, _pattern: str) -> None:
        """Nothing to forget."""


class SteadyCache(BaseCache):
    """Valkey; while it is away each process keeps for itself, so that limits go on counting.

    No call raises for an outage. The first that Valkey does not answer waits for its time-out, the
    next ones do not (``breaker``).
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.valkey = RedisCache(server, params)
        self.meanwhile = self.stand_in(server, params)

    def stand_in(self, server: str, params: dict[str, Any]) -> BaseCache:
        """What answers while Valkey does not."""
        own = {name: value for name, value in params.items() if name != "OPTIONS"}
        return Meanwhile(server, own)

    def _ask(self, method: str, *args: Any, **named: Any) -> Any:
        if VALKEY.may_try():
            try:
                found = getattr(self.valkey, method)(*args, **named)
            except FAULTS as error:
                VALKEY.failed(error)
            else:
                VALKEY.answered()
                return found
        return getattr(self.meanwhile, method)(*args, **named)

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        return bool(self._ask("add", key, value, timeout=timeout, version=version))

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._ask("get", key, default, version=version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        self._ask("set", key, value, timeout=timeout, version=version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        return bool(self._ask("touch", key, timeout=timeout, version=version))

    def delete(self, key: Any, version: Any = None) -> bool:
        return bool(self._ask("delete", key, version=version))

    def has_key(self, key: Any, version: Any = None) -> bool:
        return bool(self._ask("has_key", key, version=version))

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        """ValueError where the key is unknown, as when Valkey went or came back in between."""
        return int(self._ask("incr", key, delta, version=version))

    def get_many(self, keys: Any, version: Any = None) -> dict[Any, Any]:
        return dict(self._ask("get_many", list(keys), version=version))

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> list[Any]:
        self._ask("set_many", data, timeout=timeout, version=version)
        return []

    def delete_many(self, keys: Any, version: Any = None) -> None:
        self._ask("delete_many", list(keys), version=version)

    def clear(self) -> None:
        """Forget what is under this cache's own prefix; others share the server."""
        self.delete_pattern("*")

    def delete_pattern(self, pattern: str) -> None:
        """Forget the keys like this in Valkey, and all that this process kept for itself."""
        self.meanwhile.clear()
        self._ask("delete_pattern", pattern)

    def close(self, **_named: Any) -> None:
        """Connections stay in their pool."""


class SessionCache(SteadyCache):
    """Copies of sessions whose truth is the database: without Valkey that is asked.

    A copy is believed for TIMEOUT seconds, however long its session lasts, so that a sign-out that
    Valkey missed holds after it all the same.
    """

    def stand_in(self, server: str, params: dict[str, Any]) -> BaseCache:
        return Nothing(server, params)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        limits = [one for one in (timeout, self.default_timeout) if isinstance(one, int | float)]
        super().set(key, value, min(limits, default=None), version)
