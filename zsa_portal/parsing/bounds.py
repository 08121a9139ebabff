"""How much memory parsing may take."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATM = Path("/proc/self/statm")

_changing = threading.Lock()
_limits: list[int] = []
_unlimited = resource.RLIM_INFINITY


class TooDemanding(Exception):
    """A file asks for more time or memory than any document needs."""


@contextmanager
def bounded(memory: int) -> Iterator[None]:
    """Let this process take at most ``memory`` bytes more meanwhile.

    Raises TooDemanding where the body asks for more. The limit is the process's, so the body
    should run in one that does nothing else: a parsing worker. Where several bodies run at once,
    the widest of their limits holds, and none when the last has ended.
    """
    limit = _enter(memory)
    try:
        yield
    except MemoryError as error:
        raise TooDemanding from error
    finally:
        _leave(limit)


def _enter(memory: int) -> int:
    global _unlimited  # noqa: PLW0603 - what held before the first body is the process's, as is the limit
    with _changing:
        if not _limits:
            _unlimited = resource.getrlimit(resource.RLIMIT_AS)[0]
        limit = _address_space() + memory
        _limits.append(limit)
        _apply()
    return limit


def _leave(limit: int) -> None:
    with _changing:
        _limits.remove(limit)
        _apply()


def _apply() -> None:
    wanted = max(_limits, default=_unlimited)
    soft = wanted if _unlimited == resource.RLIM_INFINITY else min(wanted, _unlimited)
    resource.setrlimit(resource.RLIMIT_AS, (soft, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _address_space() -> int:
    pages = int(STATM.read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
