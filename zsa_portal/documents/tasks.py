"""Making the PDFs of issued forms, each exactly once, whatever happens to the worker."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery import shared_task
from celery.signals import worker_process_init
from django.db import connection, transaction

from zsa_portal.documents import render, store, watermark
from zsa_portal.documents.finding import filling  # noqa: F401 - its tasks are the worker's
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.together.actions import zip_make
from zsa_portal.outbox.tasks import ask_soon

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 5
A_ROUND = 50
CLAIM = 20_261_001
"""The first half of the advisory lock under which a worker makes a form's PDF."""


@worker_process_init.connect
def preload(**_worker: Any) -> None:
    """Read fonts and style sheet when a worker process starts, so that its first form is quick."""
    render.style_sheet()


def render_soon(pk: int) -> None:
    """Ask the worker to make a form's PDF; if the broker is away, beat's next round does."""
    ask_soon(render_form, pk)


@shared_task(acks_late=True, reject_on_worker_lost=True, soft_time_limit=480, time_limit=540)
def render_form(pk: int) -> bool:
    """Make the PDF of a pending form, if nobody has made or is making it; whether this call did.

    A worker that dies gives the form free with its connection, with nothing stored but the count
    of attempts; after five, the form has failed until staff retry.
    """
    with _alone(pk) as alone:
        return alone and _attempt(pk) and _make(pk)


def _make(pk: int) -> bool:
    with transaction.atomic():
        form = _pending(pk)
        if form is None:
            return False
        try:
            made = watermark.marked_form(render.pdf_of(form), form.level)
            form.file = store.put_own(made, media_type="application/pdf")
            form.state, form.error = IssuedForm.State.READY, ""
        except Exception as error:
            logger.exception("form %s could not be made", pk)
            form.error = f"{type(error).__name__}: {error}"[:1000]
            if form.attempts >= MOST_ATTEMPTS or isinstance(error, render.RenderError):
                form.state = IssuedForm.State.FAILED
        form.save(update_fields=["file", "state", "error"])
        return form.file_id is not None


@shared_task(soft_time_limit=540, time_limit=600)
def render_pending() -> int:
    """Make the PDFs that are still pending, oldest first; returns how many were made."""
    store.sweep_temporary()
    pending = IssuedForm.objects.filter(state=IssuedForm.State.PENDING).order_by("issued_at", "pk")
    return sum(render_form(pk) for pk in pending.values_list("pk", flat=True)[:A_ROUND])


@shared_task(
    parses=True,
    acks_late=True,
    reject_on_worker_lost=True,
    soft_time_limit=480,
    time_limit=540,
)
def make_zip(pk: int) -> bool:
    """Make a ZIP of a matter's papers that waits, if nobody is making it."""
    return zip_make(pk)


@contextmanager
def _alone(pk: int) -> Iterator[bool]:
    """Whether no other connection is at this form; the server ends the claim of a dead one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [CLAIM, pk])
        alone = bool(cursor.fetchone()[0])
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [CLAIM, pk])


def _attempt(pk: int) -> bool:
    """Count an attempt at a pending form; False when there is none, or no more attempt is left."""
    with transaction.atomic():
        form = _pending(pk)
        if form is None:
            return False
        if form.attempts >= MOST_ATTEMPTS:
            form.state = IssuedForm.State.FAILED
        else:
            form.attempts += 1
        form.save(update_fields=["attempts", "state"])
        return form.state == IssuedForm.State.PENDING


def _pending(pk: int) -> IssuedForm | None:
    rows = IssuedForm.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.filter(pk=pk, state=IssuedForm.State.PENDING).first()
