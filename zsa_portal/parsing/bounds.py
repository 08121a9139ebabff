"""How much memory parsing may take."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATM = Path("/proc/self/statm")


class TooDemanding(Exception):
    """A file asks for more time or memory than any document needs."""


@contextmanager
def bounded(memory: int) -> Iterator[None]:
    """Let this process take at most ``memory`` bytes more meanwhile.

    Raises TooDemanding where the body asks for more. The limit is the process's, so the body
    should run in one that does nothing else: a parsing worker.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _address_space() + memory
    limit = wanted if soft == resource.RLIM_INFINITY else min(soft, wanted)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    except MemoryError as error:
        raise TooDemanding from error
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int:
    pages = int(STATM.read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
