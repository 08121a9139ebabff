"""Opening filings, and what is done to a list besides its steps: its columns, the custodian's judgement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.checking.rules import judged_in, rows_are_whole
from archive.filing.listing import MOST_COLUMNS
from archive.filing.models import Filing
from archive.filing.rules import above_public
from archive.filing.since import first_months
from archive.filing.states import F
from archive.filing.times import months_to_file
from archive.parties import keeps_archive, offices_of, offices_of_each, prepares
from archive.records import Item
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.workflow import wording
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue, Refusal
from zsa_portal.workflow.settle import begin, begin_all

LONGEST_REASON = 500

wording.word(
    columns_set=gettext_lazy("Directory columns changed"),
    row_accept=gettext_lazy("Row taken in"),
    row_return=gettext_lazy("Row returned"),
    rows_accept_rest=gettext_lazy("All other rows taken in"),
)


def filing_open(*, department: Department, month: dt.date, by: Any) -> Filing:
    """Open a department's filing of a month (its first day), or return the one that is open.

    ``by`` is None for the calendar.
    """
    with transaction.atomic():
        found = Filing.objects.filter(department=department, month=month).first()
        if found is not None:
            return found
        filing = _new(department, month)
        begin(filing, by=by, parties=offices_of(department))
        return filing


@transaction.atomic
def filings_open(*, month: dt.date) -> int:
    """Open the filings missing up to a month (第六条); returns how many. A fixed number of queries.

    Of each department since its first filing: also months in which the calendar stood still. A
    department that has none yet begins with this month.
    """
    there = set(Filing.objects.values_list("department", "month"))
    first = first_months()
    missing = [
        _new(department, one)
        for department in Department.objects.all()
        for one in months_to_file(first.get(department.pk, month), month)
        if (department.pk, one) not in there
    ]
    if not missing:
        return 0
    parties = offices_of_each({filing.department_id for filing in missing})
    begin_all(missing, parties=lambda filing: parties[filing.department_id])
    return len(missing)


def _new(department: Department, month: dt.date) -> Filing:
    return Filing(
        department=department,
        month=month,
        owner=department,
        title=f"{department.name} {month:%Y-%m}",
        level=Level.RESTRICTED,
    )


def columns_set(*, filing: Filing, columns: int, by: Any, seen: str = "") -> Filing:
    """Give a list so many directory columns, while it is being made up (第八条第三款).

    By the archivist. Raises PermissionDenied, WrongState, Changed, BadValue("columns", …).
    """
    with held(filing, states=(F.COLLECTING, F.RETURNED)) as fresh:
        if not prepares(fresh, by):
            raise PermissionDenied
        require_seen(fresh, seen)
        if not 1 <= columns <= MOST_COLUMNS:
            raise BadValue(
                "columns", _("A list has 1 to %(most)d directory columns.") % {"most": MOST_COLUMNS}
            )
        before, fresh.directory_columns = fresh.directory_columns, columns
        fresh.save(update_fields=["directory_columns"])
        touched(fresh)
        record(fresh, by=by, step="columns_set", values={"before": before, "columns": columns})
        return fresh


def row_accept(*, filing: Filing, item: int, by: Any, seen: str = "") -> Item:
    """The custodian takes one row in. Raises PermissionDenied, WrongState, Changed, Refusal.

    One that was not checked, or fails authenticity or completeness, is refused: RuleUnmet.
    """
    with _in_custody(filing, by, seen) as fresh:
        row = _judged(fresh, item)
        rows_are_whole.require([one for one in judged_in(fresh, row.state) if one.pk == row.pk])
        row.state, row.returned_for, row.accepted_at = Item.State.ACCEPTED, "", clock.now()
        row.save(update_fields=["state", "returned_for", "accepted_at"])
        record(fresh, by=by, step="row_accept", values={"item": row})
        return row


def row_return(*, filing: Filing, item: int, reason: str, by: Any, seen: str = "") -> Item:
    """The custodian returns one row, saying what does not conform (第三条).

    Raises PermissionDenied, WrongState, Changed, Refusal, BadValue("reason", …).
    """
    with _in_custody(filing, by, seen) as fresh:
        row, why = _judged(fresh, item), " ".join(reason.split())
        if not why:
            raise BadValue("reason", _("Say what does not conform: the archivist has to mend it."))
        if len(why) > LONGEST_REASON:
            raise BadValue(
                "reason", _("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON}
            )
        row.state, row.returned_for, row.accepted_at = Item.State.RETURNED, why, None
        row.save(update_fields=["state", "returned_for", "accepted_at"])
        record(fresh, by=by, step="row_return", values={"item": row})
        return row


def rows_accept_rest(*, filing: Filing, by: Any, seen: str = "") -> int:
    """The custodian takes in every row that is not judged yet; returns how many.

    All or none: RuleUnmet names those that were not checked or fail authenticity or completeness.
    """
    with _in_custody(filing, by, seen) as fresh:
        rows_are_whole.require(judged_in(fresh, Item.State.LISTED))
        rows = above_public(fresh).filter(state=Item.State.LISTED)
        count: int = rows.update(state=Item.State.ACCEPTED, accepted_at=clock.now())
        record(fresh, by=by, step="rows_accept_rest", values={"rows": count})
        return count


@contextmanager
def _in_custody(filing: Filing, by: Any, seen: str) -> Iterator[Filing]:
    """The filing, held before the custodian; its pages opened before are stale afterwards."""
    with held(filing, states=(F.CUSTODY,)) as fresh:
        if not keeps_archive(fresh, by):
            raise PermissionDenied
        require_seen(fresh, seen)
        yield fresh
        touched(fresh)


def _judged(filing: Filing, item: int) -> Item:
    """A row that is the custodian's to judge now; what was taken in before stands."""
    row: Item | None = filing.items.select_for_update(of=("self",)).filter(pk=item).first()
    if row is None:
        raise Refusal([_("This row is not on the list any more. Look at the list again.")])
    taken_in = row.accepted_at if row.state == Item.State.ACCEPTED else None
    stands = taken_in is not None and taken_in < filing.entered_at
    if row.state == Item.State.DISPOSED or stands:
        raise Refusal([_("This row is in the archive already; it stands.")])
    return row
