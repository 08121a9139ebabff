"""Tables that people sent are read by the parsing workers, each once, whatever happens to them."""

from __future__ import annotations

import logging

from celery import shared_task

from zsa_portal.people.imports import reading

logger = logging.getLogger(__name__)


def read_soon(pk: int) -> None:
    """Ask a worker to read a table; if the broker is away, beat's next round does."""
    try:
        read_table.delay(pk)
    except Exception:
        logger.warning("the broker is away: tables wait for the next round", exc_info=True)


@shared_task(
    parses=True,
    acks_late=True,
    reject_on_worker_lost=True,
    soft_time_limit=reading.SECONDS,
    time_limit=reading.SECONDS + 15,
)
def read_table(pk: int) -> bool:
    """Read and check a table that waits; whether this call did."""
    return reading.table_read(pk)


@shared_task(soft_time_limit=60, time_limit=75)
def read_waiting() -> int:
    """Ask for every table that still waits, and put away what nobody wants; how many were asked for."""
    reading.swept()
    pks = reading.waiting()
    for pk in pks:
        read_soon(pk)
    return len(pks)
