"""Sending what waits in the outbox."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from zsa_portal.outbox import envelope
from zsa_portal.outbox.letters import letter
from zsa_portal.outbox.models import Mail
from zsa_portal.regulations import clock
from zsa_portal.ui.mail import MachineMail

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
BATCH = 50

_worker_left_alone: ContextVar[bool] = ContextVar("worker_left_alone", default=False)


@contextmanager
def worker_left_alone() -> Iterator[None]:
    """Ask no worker for anything meanwhile: beat's next round finds what waits. For bulk loading."""
    token = _worker_left_alone.set(True)
    try:
        yield
    finally:
        _worker_left_alone.reset(token)


def is_worker_left_alone() -> bool:
    """Whether ``worker_left_alone`` holds here."""
    return _worker_left_alone.get()


def ask_soon(task: Any, *given: object) -> None:
    """Ask a worker for a task (of Celery) now; if the broker is away, the next round of it does.

    For work that waits in a table and is found there by beat. Nobody is asked while
    ``worker_left_alone`` holds.
    """
    if is_worker_left_alone():
        return
    try:
        task.delay(*given)
    except Exception:
        logger.warning("the broker is away: %s waits for the next round", task.name, exc_info=True)


def send_soon() -> None:
    """Ask the worker to send now; if the broker is away, beat's next round sends."""
    ask_soon(send_due)


@shared_task
def send_due() -> int:
    """Send every queued mail whose time has come; returns how many were sent."""
    sent = 0
    for _round in range(BATCH):
        with transaction.atomic():
            mail = (
                Mail.objects.select_for_update(skip_locked=True, of=("self",))
                .filter(state=Mail.State.QUEUED, next_try_at__lte=clock.now())
                .select_related("message__recipient", "digest")
                .order_by("next_try_at", "pk")
                .first()
            )
            if mail is None:
                return sent
            sent += _send(mail)
    send_soon()
    return sent


def _send(mail: Mail) -> int:
    if said := envelope.stop_of(mail):
        mail.state, mail.error = Mail.State.FAILED, said[:1000]
        mail.save()
        return 0
    mail.attempts += 1
    try:
        _mail_of(mail).send()
    except Exception as error:  # noqa: BLE001 - every failure is kept with the mail and tried again
        mail.error = f"{type(error).__name__}: {error}"[:1000]
        mail.next_try_at = clock.now() + dt.timedelta(minutes=2**mail.attempts)
        if mail.attempts >= MOST_ATTEMPTS:
            mail.state = Mail.State.FAILED
        mail.save()
        return 0
    mail.state, mail.sent_at, mail.error = Mail.State.SENT, clock.now(), ""
    mail.save()
    return 1


def _mail_of(mail: Mail) -> MachineMail:
    return MachineMail(
        " ".join(mail.subject.split()) or gettext("A message from the portal"),
        mail.body if mail.message is None else letter(mail.message, mail.body),
        from_email=envelope.return_path(mail),
        to=[mail.address],
        sort=_sort(mail),
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": mail.rfc_message_id,
            **envelope.headers_of(mail),
        },
    )


def _sort(mail: Mail) -> str:
    if mail.message is not None:
        return mail.message.event
    return f"digest.{mail.digest.pace}" if hasattr(mail, "digest") else "portal"
