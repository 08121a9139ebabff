"""Servers that stand still: alive for their kernel, silent for everybody who asks."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def frozen(pid: int) -> Iterator[None]:
    """Stop a process and its children with SIGSTOP, the parent first; let them go on afterwards."""
    os.kill(pid, signal.SIGSTOP)
    stopped = [pid, *_children(pid)]
    for child in stopped[1:]:
        os.kill(child, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in reversed(stopped):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGCONT)


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in text.split()]
