"""Taking a step for several chosen matters: each in its own transaction, exactly once."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from zsa_portal.outbox.tasks import ask_soon
from zsa_portal.regulations import clock
from zsa_portal.workflow.bulk.queries import form_for, needed, together_of
from zsa_portal.workflow.bulk.records import BulkRow, BulkRun
from zsa_portal.workflow.drafts import left_out
from zsa_portal.workflow.findings import MOST_CHARACTERS, drafts_of_step_end
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue, Refusal, RuleUnmet
from zsa_portal.workflow.sweeps import sweep

logger = logging.getLogger(__name__)

AT_ONCE = 20
"""So many matters are done while the person waits; a worker does more."""
KEPT = dt.timedelta(days=30)
Values = Mapping[str, list[str]]
"""What was posted to a step's form, by field."""


def bulk_ask(
    *, kind: str, step: str, chosen: Mapping[int, str], values: Values, by: Any
) -> BulkRun:
    """Have a step taken for chosen matters; few are done before it returns, more by a worker.

    ``chosen`` maps the keys of the matters to what the preview saw of each, see ``seen_of``. Raises
    BadValue where nothing is chosen or more than MOST_CHARACTERS were typed; Http404 for a step
    that is not for several.
    """
    together_of(kind, step)
    if not chosen:
        raise BadValue("", _("Choose at least one row first."))
    if sum(len(one) for given in values.values() for one in given) > MOST_CHARACTERS:
        raise BadValue("", _("This is too long."))
    language = translation.get_language() or settings.LANGUAGE_CODE
    with transaction.atomic():
        run = BulkRun.objects.create(
            by=by, kind=kind, step=step, values=dict(values), language=language
        )
        BulkRow.objects.bulk_create(
            BulkRow(run=run, matter_id=pk, seen=seen) for pk, seen in sorted(chosen.items())
        )
    if len(chosen) <= AT_ONCE:
        bulk_go(run.pk)
    else:
        bulk_soon(run.pk)
    return run


def bulk_soon(pk: int) -> None:
    """Ask a worker for a run; if the broker is away, the next sweep does."""
    from zsa_portal.workflow.tasks import take_for_several

    ask_soon(take_for_several, pk)


def bulk_go(pk: int) -> int:
    """Take the step for every matter of a run that still waits; returns for how many it was taken."""
    waiting = BulkRow.objects.filter(run=pk, done_at=None).values_list("pk", flat=True)
    return sum(_row_done(row) for row in list(waiting))


def _row_done(pk: int) -> bool:
    """Take the step in one matter and note what came of it, in one transaction.

    False where it was refused, and where another worker is at it or has done it.
    """
    with transaction.atomic():
        rows = BulkRow.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(pk=pk, done_at=None).select_related("run__by").first()
        if row is None:
            return False
        with translation.override(row.run.language):
            refusals = _refusals(row)
        row.done_at, row.taken, row.said = clock.now(), not refusals, "\n".join(refusals)
        row.save(update_fields=["done_at", "taken", "said"])
        return row.taken


def _refusals(row: BulkRow) -> list[str]:
    """Take the step in a row's matter; why that was refused, in sentences, none where it was not."""
    try:
        with transaction.atomic():
            _take(row)
    except (BadValue, Refusal, RuleUnmet, PermissionDenied, Http404) as error:
        return _said(error)
    except Exception:
        logger.exception("step %s failed in matter %s", row.run.step, row.matter_id)
        return [_("The portal made an error here. Open the matter and take the step there.")]
    return []


def _said(error: Exception) -> list[str]:
    if isinstance(error, Refusal):
        return error.reasons
    if isinstance(error, RuleUnmet):
        return list(error.missing)
    if isinstance(error, BadValue):
        return [str(error)]
    return [_("It is not for you to take this step here.")]


def _take(row: BulkRow) -> None:
    run = row.run
    matter: Matter = matter_for(run.by, row.matter_id)
    bound = getattr(matter, run.step)
    if missing := needed(matter, together_of(run.kind, run.step)):
        raise Refusal(missing, matter=matter)
    form = form_for(matter, run.kind, run.step, run.by, MultiValueDict(run.values))
    if form is None:
        perform(bound, by=run.by, seen=row.seen)
    elif form.is_valid():
        form.take(bound, seen=row.seen)
    else:
        raise Refusal(left_out(form), matter=matter)
    drafts_of_step_end(matter, run.step)


@sweep("workflow.bulk_runs")
def bulk_tidy() -> int:
    """Ask anew for what still waits, and remove the runs of a month ago; returns how many."""
    waiting = BulkRow.objects.filter(done_at=None).values_list("run", flat=True)
    for pk in waiting.order_by("run").distinct():
        bulk_soon(pk)
    return BulkRun.objects.filter(asked_at__lte=clock.now() - KEPT).delete()[0]
