"""What the workers do for the archive."""

from __future__ import annotations

from celery import shared_task

from archive.bags.actions import bag_make
from archive.checking import actions as checking
from archive.intakes.actions import intake_work


@shared_task(
    parses=True,
    acks_late=True,
    reject_on_worker_lost=True,
    soft_time_limit=checking.SECONDS + 150,
    time_limit=checking.SECONDS + 180,
)
def make_checks(pk: int) -> bool:
    """Make the four checks of a run, as far as one turn goes; the rest is asked for anew."""
    done = checking.checks_make(pk)
    if not done:
        checking.check_soon(pk)
    return done


@shared_task(acks_late=True, reject_on_worker_lost=True, soft_time_limit=480, time_limit=540)
def make_bag(pk: int) -> bool:
    """Make a bag that waits, if nobody is making it."""
    return bag_make(pk)


@shared_task(
    parses=True,
    acks_late=True,
    reject_on_worker_lost=True,
    soft_time_limit=480,
    time_limit=540,
)
def work_on_intake(pk: int) -> bool:
    """Verify a bag that came, or take it in, if nobody is at it."""
    return intake_work(pk)
