"""The calendar's steps."""

from __future__ import annotations

import datetime as dt
import logging

from celery import shared_task
from django.db.models import Q, QuerySet

from zsa_portal.regulations import clock
from zsa_portal.workflow.bulk.actions import bulk_go
from zsa_portal.workflow.machine import MACHINES, meaning_of, steps_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import catch_up
from zsa_portal.workflow.sealing import seal_logs
from zsa_portal.workflow.sweeps import SWEEPS

logger = logging.getLogger(__name__)


@shared_task
def take_clock_steps() -> int:
    """Take the due steps of every matter that waits for the calendar; returns how many matters.

    A matter whose step fails is logged and tried again in the next round; the others go on.
    """
    moved = 0
    for pk, kind in list(due_by_calendar(clock.now()).values_list("pk", "kind")):
        try:
            matter = MACHINES[kind].objects.get(pk=pk)
            moved += catch_up(matter) is not matter
        except Exception:
            logger.exception("the calendar's step of matter %s failed", pk)
    return moved


@shared_task(acks_late=True, reject_on_worker_lost=True, soft_time_limit=480, time_limit=540)
def take_for_several(pk: int) -> int:
    """Take a step for the matters of a run that still wait, if nobody is doing it."""
    return bulk_go(pk)


@shared_task
def seal() -> int:
    """Seal what was committed to the logs since; returns how many rows."""
    return seal_logs()


@shared_task
def run_sweeps() -> int:
    """Let every declared sweep open what is due; returns how much was opened.

    One that fails is logged and tried again in the next round; the others go on.
    """
    opened = 0
    for key, run in SWEEPS.items():
        try:
            opened += run()
        except Exception:
            logger.exception("the sweep %s failed", key)
    return opened


def due_by_calendar(now: dt.datetime) -> QuerySet[Matter]:
    """The matters of which a calendar's step is due, the oldest deadline first; one query.

    Those whose deadline passed in a state that a calendar's step leaves, whoever holds them: a
    ballot may end by itself while its secretary holds the matter. And those that something
    elsewhere has overtaken before their deadline.
    """
    late, overtaken = Q(pk__in=[]), Q(pk__in=[])
    for kind, machine in MACHINES.items():
        sources = {step.source for step in steps_of(machine) if meaning_of(step).due}
        late |= Q(kind=kind, state__in=sources)
        if machine.OVERTAKEN is not None:
            overtaken |= Q(kind=kind) & machine.OVERTAKEN(now)
    found = Matter.objects.filter(late & Q(due_at__lte=now) | overtaken)
    return found.order_by("due_at", "pk")
