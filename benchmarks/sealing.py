"""Logged writes per second, with the sealer at work beside them and without it, in turn."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from benchmarks.races import rate_of
from benchmarks.timing import Verdicts
from standards.models import Project
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.sealing import seal_logs

WRITES, THREADS, ROUNDS = 300, 4, 6
LEAST = 0.9
EVERY = 1.0
"""Seconds between two rounds of the sealer here; the portal's takes its turn every five."""


def show() -> Verdicts:
    """Print both rates; a sentence when sealing costs more than a tenth of them."""
    matters = list(Project.objects.order_by("pk")[:20])
    while seal_logs():
        pass
    acts = [lambda matter=matter: _write(matter) for matter in matters * (WRITES // len(matters))]
    rate_of(acts, THREADS)
    plain, sealed = [], []
    for _turn in range(ROUNDS):
        plain.append(rate_of(acts, THREADS))
        with _sealer():
            sealed.append(rate_of(acts, THREADS))
    share = statistics.median(one / other for one, other in zip(sealed, plain, strict=True))
    print(
        f"\nSealed log: {statistics.median(plain):.0f} logged writes a second, "
        f"{statistics.median(sealed):.0f} with the sealer at work: {share:.2f} of it"
    )
    return [] if share >= LEAST else [f"sealing leaves {share:.2f} of the writes, not {LEAST}"]


def _write(matter: Project) -> None:
    with held(matter) as fresh:
        touched(fresh)
        record(fresh, by=None, step="document_add", values={})


@contextmanager
def _sealer() -> Iterator[None]:
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            seal_logs()
            over.wait(EVERY)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.05)
    try:
        yield
    finally:
        over.set()
        thread.join()
