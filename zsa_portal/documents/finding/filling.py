"""Reading the texts that wait, each until it is read or has failed, whatever happens to the worker."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.documents import store
from zsa_portal.documents.finding import texts
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.outbox.tasks import is_worker_left_alone
from zsa_portal.parsing import TooDemanding, WorkerAway, ask
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue

logger = logging.getLogger(__name__)
S = DocumentText.State
MOST_ATTEMPTS = 3
A_ROUND = 40
EXPIRES_SECONDS = 60


def waiting() -> list[int]:
    """The documents whose text waits to be read, a round of them."""
    rows = DocumentText.objects.filter(state=S.PENDING).order_by("document")
    return list(rows.values_list("document", flat=True)[:A_ROUND])


def fill(document: int) -> bool:
    """Read the text of a document that waits for it; whether it waits no more by this call.

    A file that cannot be read says why in ``error``. Raises WorkerAway when no worker answers: it
    waits on.
    """
    row = _attempted(document)
    if row is None:
        return False
    if not texts.has_text(row.file.media_type):
        return _put(row, state=S.NONE)
    if row.attempts > MOST_ATTEMPTS:
        return _put(row, state=S.FAILED, error=_("Reading it ended the worker three times."))
    return _put(row, **_read(row))


def _read(row: DocumentText) -> dict[str, Any]:
    """What reading the file gave, as the columns to be written."""
    try:
        said = _asked(row)
    except WorkerAway:
        DocumentText.objects.filter(pk=row.pk, state=S.PENDING).update(attempts=row.attempts - 1)
        raise
    except BadValue as error:
        return {"state": S.FAILED, "error": str(error)[:500]}
    except TooDemanding:
        told = _("Reading it takes more time or memory than the portal gives.")
        return {"state": S.FAILED, "error": told}
    except Exception:
        logger.exception("the text of document %s could not be read", row.pk)
        told = _("It could not be read; the portal's log says why.")
        return {"state": S.FAILED, "error": told}
    most = texts.MOST_CHARACTERS
    return {"state": S.READY, "text": said[:most], "is_cut": len(said) > most}


def _attempted(document: int) -> DocumentText | None:
    """The row with one attempt more, if it waits and nobody else has it now."""
    with transaction.atomic():
        rows = DocumentText.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(pk=document, state=S.PENDING).select_related("file").first()
        if row is not None:
            row.attempts += 1
            row.save(update_fields=["attempts"])
        return row


def _asked(row: DocumentText) -> str:
    versions = row.document.versions.filter(file=row.file_id).order_by("-number")
    name = versions.values_list("name", flat=True).first() or ""
    with translation.override("zh-hans"):
        place = str(store.path_of(row.file))
        said: str = ask(texts.extract, place, row.file.media_type, name, seconds=texts.SECONDS + 20)
    return said


def _put(row: DocumentText, **values: object) -> bool:
    """Write what was found, unless a newer version came meanwhile."""
    rows = DocumentText.objects.filter(pk=row.pk, file=row.file_id, state=S.PENDING)
    return bool(rows.update(**values, read_at=clock.now()))


@shared_task(
    parses=True,
    acks_late=True,
    reject_on_worker_lost=True,
    soft_time_limit=texts.SECONDS,
    time_limit=texts.SECONDS + 15,
)
def read_text(document: int) -> bool:
    """Read a text that waits; whether this call did."""
    return fill(document)


@shared_task(soft_time_limit=30, time_limit=45)
def read_waiting_texts() -> int:
    """Ask the parsing workers for a round of the texts that wait; returns how many were asked for."""
    keys = [] if is_worker_left_alone() else waiting()
    try:
        for key in keys:
            read_text.apply_async((key,), expires=EXPIRES_SECONDS)
    except Exception:
        logger.warning("the broker is away: texts wait for the next round", exc_info=True)
        return 0
    return len(keys)
