"""A table comes in, is read by a worker, and is taken over: all of it in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zsa_portal.people import post_box, tasks
from zsa_portal.people.accounts.models import User
from zsa_portal.people.imports.importer import IMPORTERS, Report, RowError, Table
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.regulations import clock

State = ImportRun.State
SUBMITTED = "people.import_submitted"
OPEN = (State.WAITING, State.REFUSED, State.READY)


@dataclass(frozen=True)
class Release:
    """Somebody wants to take a checked table over: what a rule of release is asked with."""

    run: ImportRun
    by: User


@transaction.atomic
def table_receive(
    *,
    table: type[Table],
    upload: File[bytes],
    name: str,
    by: User,
    about: str = "",
    given: dict[str, Any] | None = None,
) -> ImportRun:
    """Keep a table that somebody sent until a worker has read it; the one sent before is put away."""
    before = ImportRun.objects.filter(
        importer=table.key, about=about, uploaded_by=by, state__in=OPEN
    )
    locked = before.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)
    ImportRun.objects.filter(pk__in=list(locked)).delete()
    run = ImportRun.objects.create(
        importer=table.key,
        about=about,
        name=name[:200],
        upload=upload.read(),
        language=get_language() or "",
        given=given or {},
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    transaction.on_commit(lambda: tasks.read_soon(run.pk), robust=True)
    return run


def import_apply(*, run: ImportRun, by: User) -> tuple[ImportRun, list[RowError]]:
    """Take a checked table over, all rows in one transaction; a second time does nothing.

    With errors, because the data changed since the check, nothing is stored. Raises RuleUnmet
    where the import has a rule of release and it is not met.
    """
    with transaction.atomic():
        fresh = _locked(run)
        importer = IMPORTERS[fresh.importer]
        if fresh.state == State.DONE:
            return fresh, []
        if importer.release is not None:
            importer.release.require(Release(fresh, by))
            fresh.released_by = by
        report = importer().take_over(_rows(fresh), by=by)
        if report.errors:
            transaction.set_rollback(True)
            return run, report.errors
        _done(fresh, report)
    return fresh, []


def _done(run: ImportRun, report: Report) -> None:
    run.state, run.applied_at, run.rows = State.DONE, clock.now(), []
    run.created = report.count("created")
    run.updated = report.count("updated")
    run.unchanged = report.count("unchanged")
    run.save()


@transaction.atomic
def import_submit(*, run: ImportRun, by: User) -> ImportRun:
    """Put a checked table forward for release by somebody else; what it holds stays as it is."""
    fresh = _locked(run)
    if fresh.state == State.READY and fresh.uploaded_by_id == by.pk:
        fresh.state, fresh.submitted_at = State.SUBMITTED, clock.now()
        fresh.save(update_fields=["state", "submitted_at"])
        _tell(fresh)
    return fresh


def _tell(run: ImportRun) -> None:
    """Let those who may release a table know that it waits."""
    importer = IMPORTERS[run.importer]
    for user in importer.releasers():
        if user.pk == run.uploaded_by_id:
            continue
        with translation.override(user.language):
            post_box.box().message_post(
                recipient=user,
                event=SUBMITTED,
                subject=_("“%(name)s” waits for release: %(title)s")
                % {"name": run.name, "title": importer.title},
                body=_("%(who)s put the table forward.") % {"who": run.uploaded_by},
                to_do=_("Look at the table, then release it or put it away"),
                link=reverse("people:import_preview", args=[run.importer, run.pk]),
            )


@transaction.atomic
def import_discard(*, run: ImportRun) -> None:
    """Put a table away that was not taken over."""
    fresh = _locked(run)
    if fresh.state != State.DONE:
        fresh.delete()


def table_sent(*, run: ImportRun) -> None:
    """Note in the caller's transaction that what a table holds was sent; only its name stays."""
    fresh = _locked(run)
    fresh.state, fresh.applied_at, fresh.rows, fresh.given = State.DONE, clock.now(), [], {}
    fresh.save()


def _locked(run: ImportRun) -> ImportRun:
    rows = ImportRun.objects.select_for_update(of=("self",)).defer("upload")
    return rows.get(pk=run.pk)


def _rows(run: ImportRun) -> list[tuple[int, dict[str, str]]]:
    return [(number, texts) for number, texts, _outcome in run.rows]
