"""Sending what waits for WeCom, and taking over what was decided there."""

from __future__ import annotations

import datetime as dt
import logging

from celery import shared_task
from django.db import transaction

from zsa_portal.outbox.tasks import ask_soon
from zsa_portal.regulations import clock
from zsa_portal.wecom import client, verdicts
from zsa_portal.wecom.client import WecomFailed
from zsa_portal.wecom.configured import is_on
from zsa_portal.wecom.kinds import APPROVALS, ApprovalKind
from zsa_portal.wecom.models import Account, HandOver
from zsa_portal.workflow.log import record
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import locked

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
BATCH = 50
LOOK_AGAIN = dt.timedelta(hours=1)
LEASE = dt.timedelta(minutes=2)
"""Longer than all calls of one try may take: nobody else tries meanwhile."""


class NobodyThere(Exception):
    """Somebody whom the approval needs has no WeCom account on record."""


def send_soon() -> None:
    """Ask the worker to hand over now; if the broker is away, beat's next round does."""
    ask_soon(send_due)


def look_soon() -> None:
    """Ask the worker to take over what was decided; if the broker is away, beat's next round does."""
    ask_soon(look_due)


@shared_task
def send_due() -> int:
    """Hand over every approval whose time has come; returns how many WeCom took."""
    sent = 0
    for _round in range(BATCH):
        row = _leased()
        if row is None:
            break
        sent += _send(row)
    return sent


@shared_task
def look_due() -> int:
    """Ask what became of the approvals that are due to be looked at; returns how many were taken over."""
    taken = 0
    if not is_on():
        return taken
    for _round in range(BATCH):
        with transaction.atomic():
            due = HandOver.objects.filter(state__in=HandOver.OPEN, look_at__lte=clock.now())
            row = due.select_for_update(skip_locked=True).order_by("look_at", "pk").first()
            if row is None:
                break
            row.look_at = clock.now() + LEASE
            row.save(update_fields=["look_at"])
        taken += _look(row)
    return taken


def _leased() -> HandOver | None:
    """The next approval to hand over, its try counted before it is made."""
    if not is_on():
        return None
    with transaction.atomic():
        due = HandOver.objects.filter(state=HandOver.State.QUEUED, next_try_at__lte=clock.now())
        row = due.select_for_update(skip_locked=True).order_by("next_try_at", "pk").first()
        if row is not None:
            row.attempts += 1
            row.next_try_at = clock.now() + dt.timedelta(minutes=2**row.attempts)
            row.save(update_fields=["attempts", "next_try_at"])
        return row


def _send(row: HandOver) -> int:
    kind, matter = APPROVALS[row.kind], MACHINES[row.matter.kind].objects.get(pk=row.matter_id)
    if matter.state != kind.state:
        HandOver.objects.filter(pk=row.pk).update(state=HandOver.State.OVERTAKEN)
        return 0
    try:
        number = _handed(row, kind, matter)
    except (WecomFailed, NobodyThere) as error:
        gone = isinstance(error, NobodyThere) or row.attempts >= MOST_ATTEMPTS
        row.state = HandOver.State.FAILED if gone else HandOver.State.QUEUED
        row.error = str(error)[:1000]
        row.save(update_fields=["state", "error"])
        logger.warning("WeCom did not take approval %s: %s", row.pk, error)
        return 0
    with transaction.atomic():
        fresh = locked(matter)
        row.state, row.number, row.error = HandOver.State.SENT, number, ""
        row.look_at = clock.now() + LOOK_AGAIN
        row.save(update_fields=["state", "number", "error", "look_at"])
        record(fresh, by=None, step="wecom_handed", values={"number": number})
    return 1


def _handed(row: HandOver, kind: ApprovalKind, matter: Matter) -> str:
    """WeCom's number of an approval: of an earlier try that arrived, or of this one."""
    creator, approvers = kind.applicant(matter), kind.approvers(matter)
    ids = dict(
        Account.objects.filter(user__in=[creator, *approvers]).values_list("user", "wecom_id")
    )
    if creator.pk not in ids:
        raise NobodyThere(f"no WeCom account of {creator}")
    there = [ids[one.pk] for one in approvers if one.pk in ids]
    if not there:
        raise NobodyThere("no WeCom account of anybody who decides")
    mark = str(row.mark)
    if row.attempts > 1:
        found = client.approval_find(creator=ids[creator.pk], since=row.created_at, mark=mark)
        if found:
            return found
    lines = kind.lines(matter)
    text = "\n".join([*lines, mark])
    return client.approval_apply(creator=ids[creator.pk], approvers=there, text=text, summary=lines)


def _look(row: HandOver) -> int:
    try:
        verdict = verdicts.verdict_of(client.approval_detail(str(row.number)))
    except WecomFailed as error:
        later = clock.now() + dt.timedelta(minutes=10)
        HandOver.objects.filter(pk=row.pk).update(error=str(error)[:1000], look_at=later)
        return 0
    if verdict is None:
        _wait_on(row)
        return 0
    return verdicts.verdict_apply(hand_over=row, verdict=verdict)


def _wait_on(row: HandOver) -> None:
    """Ask again in a while; no more by itself once the matter was decided in the portal."""
    row.error, row.look_at = "", clock.now() + LOOK_AGAIN
    if Matter.objects.get(pk=row.matter_id).state != APPROVALS[row.kind].state:
        row.state, row.look_at = HandOver.State.OVERTAKEN, None
    row.save(update_fields=["state", "error", "look_at"])
