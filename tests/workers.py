"""A real worker of the queue "parsing" beside the tests, on their broker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.parsers import hello
from zsa_portal.parsing import QUEUE, WorkerAway, ask

STARTS_WITHIN_SECONDS = 60


@contextmanager
def parsing_worker() -> Iterator[subprocess.Popen[bytes]]:
    """Run one until it answers, in a process group of its own; end it afterwards."""
    words = ["-A", "zsa_portal", "worker", "-Q", QUEUE, "-c", "2", "-l", "ERROR"]
    words += ["--include", "tests.parsers", "--without-gossip", "--without-mingle"]
    child = subprocess.Popen([sys.executable, "-m", "celery", *words], start_new_session=True)
    try:
        _wait(child)
        yield child
    finally:
        child.terminate()
        child.wait(30)


def kill(child: subprocess.Popen[bytes]) -> None:
    """Kill -9 a worker with its children."""
    os.killpg(child.pid, signal.SIGKILL)
    child.wait(10)


def _wait(child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until and child.poll() is None:
        try:
            ask(hello, seconds=2)
        except WorkerAway:
            continue
        return
    raise RuntimeError("the parsing worker did not start")
