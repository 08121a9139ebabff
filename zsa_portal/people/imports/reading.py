"""What a parsing worker does with a table that somebody sent."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.parsing import TooDemanding, bounded
from zsa_portal.people.imports import sheet, word
from zsa_portal.people.imports.importer import TABLES, RowError, Table
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.regulations import clock

logger = logging.getLogger(__name__)
State = ImportRun.State

SECONDS = 120
MEMORY = 384 * 1024 * 1024
MOST_ATTEMPTS = 3
MOST_ERRORS = 1000
KEPT = dt.timedelta(days=7)
EACH = 25
"""Progress is told once in so many rows."""


def table_read(pk: int) -> bool:
    """Read and check a waiting table unless somebody else is at it; whether this call did.

    A worker that dies leaves the table waiting; after three attempts it is refused in words.
    """
    run = _claimed(pk)
    if run is None:
        return False
    with translation.override(run.language):
        if run.attempts > MOST_ATTEMPTS:
            return _store(run, errors=[_unread()])
        try:
            return _read(run, TABLES[run.importer]())
        except ValidationError as error:
            return _store(run, errors=[RowError(0, "", text) for text in error.messages])
        except (TooDemanding, SoftTimeLimitExceeded):
            logger.warning("table %s asked for more time or memory than it may have", pk)
            return _store(run, errors=[_too_demanding()])


def _read(run: ImportRun, table: Table) -> bool:
    with bounded(MEMORY):
        upload = BytesIO(run.upload or b"")
        reading = (word if word.is_word(upload) else sheet).read(upload, table)
    tell = _telling(run.pk, len(reading.rows))
    report = table.check(reading.rows, by=run.uploaded_by, tell=tell)
    errors = sorted([*reading.doubts, *report.errors], key=lambda error: error.row)
    rows = [[number, texts, report.outcomes.get(number, "")] for number, texts in reading.rows]
    return _store(run, errors=errors, rows=[] if errors else rows)


def _claimed(pk: int) -> ImportRun | None:
    """The waiting table, its attempt counted; None when it is read, or being read elsewhere."""
    with transaction.atomic():
        rows = ImportRun.objects.select_for_update(skip_locked=True, of=("self",))
        run = rows.select_related("uploaded_by").filter(pk=pk, state=State.WAITING).first()
        if run is None or (run.started_at and run.started_at > clock.now() - lease()):
            return None
        run.attempts, run.started_at = run.attempts + 1, clock.now()
        run.save(update_fields=["attempts", "started_at"])
        return run


def lease() -> dt.timedelta:
    """How long a worker may be at a table before another tries."""
    return dt.timedelta(seconds=SECONDS + 30)


def _store(run: ImportRun, *, errors: Sequence[RowError], rows: Sequence[Any] = ()) -> bool:
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update(of=("self",))
        fresh = locked.filter(pk=run.pk, state=State.WAITING).first()
        if fresh is None:
            return False
        fresh.state = State.REFUSED if errors else State.READY
        fresh.errors = [asdict(error) for error in errors[:MOST_ERRORS]]
        fresh.rows, fresh.upload = list(rows), None
        fresh.save(update_fields=["state", "errors", "rows", "upload"])
    return True


def _telling(pk: int, most: int) -> Any:
    def tell(done: int) -> None:
        if done % EACH == 0 or done == most:
            # Progress is a courtesy: a cache that is away must not keep a table from being read.
            with suppress(Exception):
                cache.set(_key(pk), 100 * done // max(most, 1), SECONDS)

    return tell


def progress_of(run: ImportRun) -> int | None:
    """How much of a table is checked, in percent; None before that began."""
    with suppress(Exception):
        percent: int | None = cache.get(_key(run.pk))
        return percent
    return None


def _key(pk: int) -> str:
    return f"table-read:{pk}"


def waiting() -> list[int]:
    """The tables that wait to be read and that no worker is at, oldest first."""
    rows = ImportRun.objects.filter(state=State.WAITING).exclude(
        started_at__gt=clock.now() - lease()
    )
    return list(rows.order_by("uploaded_at", "pk").values_list("pk", flat=True)[:100])


def swept() -> int:
    """Put away what nobody took further within a week; what waits for release stays."""
    left = ImportRun.objects.filter(
        state__in=(State.REFUSED, State.READY), uploaded_at__lt=clock.now() - KEPT
    )
    return left.delete()[0]


def _unread() -> RowError:
    return RowError(
        0,
        "",
        _("The table could not be read after several attempts. Save it anew as xlsx, or split it."),
    )


def _too_demanding() -> RowError:
    return RowError(
        0, "", _("Reading the table takes more time or memory than a table may. Split it.")
    )
