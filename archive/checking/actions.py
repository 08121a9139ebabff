"""Beginning the four checks and making them: each record once, whatever dies meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.checking.looking import Found, look
from archive.checking.records import CheckResult, CheckRun
from archive.records import Item, brought_by
from archive.versions import versions_held
from zsa_portal.documents.models import Version
from zsa_portal.outbox.actions import message_post
from zsa_portal.outbox.tasks import ask_soon
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.sealing import broken_of

CLAIM = 20_261_128
"""The first half of the advisory lock under which a worker makes the checks of a run."""
SECONDS = 240
"""A worker goes on for so long, then asks for the rest anew."""
LONGEST_DETAIL = 300
FOUND = "archive.checks_found"
"""The event of checks that found something."""
OPEN = (Item.State.LISTED, Item.State.RETURNED, Item.State.ACCEPTED)


def checks_begin(*, origin: Any, occasion: str, by: Any) -> CheckRun:
    """Begin the four checks of every record of a filing or intake, or find those under way.

    In the caller's transaction; a parsing worker makes them after the commit.
    """
    total = Item.objects.filter(brought_by(origin.pk), state__in=OPEN).count()
    run, _new = CheckRun.objects.get_or_create(
        origin_id=origin.pk,
        occasion=occasion,
        state=CheckRun.State.WAITING,
        defaults={"begun_by": by, "begun_at": clock.now(), "total": total},
    )
    transaction.on_commit(lambda: check_soon(run.pk), robust=True)
    return run


def check_soon(pk: int) -> None:
    """Ask a parsing worker for a run; if the broker is away, the next sweep does."""
    from archive.tasks import make_checks

    ask_soon(make_checks, pk)


def checks_make(pk: int, *, seconds: float = SECONDS) -> bool:
    """Make what is still to be made of a run; whether it is done now.

    Runs in a parsing worker. Results are stored record by record: one that dies loses nothing, and
    who goes on makes none twice. Two workers never make the same run.
    """
    with _alone(pk) as alone:
        run = CheckRun.objects.filter(pk=pk, state=CheckRun.State.WAITING).first()
        if not alone or run is None:
            return run is None
        until = time.monotonic() + seconds
        with translation.override("zh-hans"):
            for item, found in _findings(run):
                _note(run, item, *found)
                if time.monotonic() > until:
                    return False
        _end(run)
        return True


def checks_finish(origin: Any) -> None:
    """Make, in this very process, every run of a filing or intake that waits: for demonstrations."""
    waiting = CheckRun.objects.filter(origin=origin.pk, state=CheckRun.State.WAITING)
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        checks_make(pk)


def runs_waiting() -> int:
    """Ask for every run that still waits; returns how many."""
    waiting = CheckRun.objects.filter(state=CheckRun.State.WAITING).order_by("pk")
    pks = list(waiting.values_list("pk", flat=True))
    for pk in pks:
        check_soon(pk)
    return len(pks)


def _findings(run: CheckRun) -> Iterator[tuple[Item, tuple[Version | None, dict[str, Found]]]]:
    """The records of a run that have no result in it yet, each with its file and what is found."""
    rows = Item.objects.filter(brought_by(run.origin_id), state__in=OPEN)
    todo = list(rows.exclude(checks__run=run).select_related("document").order_by("pk"))
    matters = {one for item in todo for one in (item.origin_id, item.document.matter_id) if one}
    broken = broken_of(matters)
    held = versions_held(todo)
    for item in todo:
        version = held.get(item.pk)
        yield item, (version, look(item, version, broken))


def _note(run: CheckRun, item: Item, version: Version | None, found: dict[str, Found]) -> None:
    with transaction.atomic():
        if not Item.objects.select_for_update(of=("self",)).filter(pk=item.pk).exists():
            return
        CheckResult.objects.bulk_create(
            (
                CheckResult(
                    run=run,
                    item=item,
                    kind=kind,
                    flaw=flaw,
                    detail=detail[:LONGEST_DETAIL],
                    sha256=version.file.sha256 if version else "",
                    at=clock.now(),
                )
                for kind, (flaw, detail) in found.items()
            ),
            ignore_conflicts=True,
        )
        CheckRun.objects.filter(pk=run.pk).update(done=F("done") + 1)


def _end(run: CheckRun) -> None:
    run.state, run.ended_at = CheckRun.State.DONE, clock.now()
    run.done = run.results.values("item").distinct().count()
    run.total = run.done
    with transaction.atomic():
        run.save(update_fields=["state", "ended_at", "done", "total"])
        wrong = run.results.exclude(flaw="").values("item").distinct().count()
        if wrong and run.begun_by is not None:
            _tell(run, run.begun_by, wrong)


def _tell(run: CheckRun, person: User, wrong: int) -> None:
    with translation.override(person.language):
        message_post(
            recipient=person,
            event=FOUND,
            subject=ngettext(
                "The four checks found something in %(count)d record",
                "The four checks found something in %(count)d records",
                wrong,
            )
            % {"count": wrong},
            body=_("%(occasion)s: %(wrong)d of %(done)d records are not in order.")
            % {"occasion": run.get_occasion_display(), "wrong": wrong, "done": run.done},
            to_do=_("See what was found in each, and do what stands beside it"),
            link=reverse("workflow:tab", args=[run.origin_id, "checks"]),
            about=run.origin_id,
        )


@contextmanager
def _alone(pk: int) -> Iterator[bool]:
    """Whether no other connection makes this run; the server ends the claim of a dead one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [CLAIM, pk])
        alone = bool(cursor.fetchone()[0])
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [CLAIM, pk])
