"""What the screens of retention and appraisal read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from archive.appraisal.judging import Judged, judged
from archive.appraisal.models import Appraisal
from archive.appraisal.panel import judges, seats_of, takes_part
from archive.appraisal.records import AppraisedItem
from archive.appraisal.register import signature_rows
from archive.appraisal.states import DRAWN, OPEN, A
from archive.appraisal.times import is_over, last_year_in_sql
from archive.parties import keeps_archive
from archive.records import Item
from zsa_portal.regulations import clock
from zsa_portal.ui.keys import keys_among
from zsa_portal.workflow.tables import HOLDER


def due_items() -> QuerySet[Item]:
    """The records in the archive whose time is over, the oldest first.

    Each has ``last_year``, at whose end its time was over, and ``appraisal``, the key of the
    appraisal that has it now, None where none has.
    """
    open_ones = AppraisedItem.objects.filter(item=OuterRef("pk"), appraisal__state__in=OPEN)
    rows = Item.objects.filter(is_over(clock.today()), state=Item.State.ACCEPTED)
    return (
        rows.annotate(
            last_year=last_year_in_sql(), appraisal=Subquery(open_ones.values("appraisal")[:1])
        )
        .select_related("document", "department", "folder")
        .order_by("accepted_at", "pk")
    )


def due_among(keys: Collection[str]) -> list[Item]:
    """The records of these keys, as they were sent; Http404 unless every one is due."""
    found = list(due_items().filter(pk__in=keys_among(keys)))
    if len(found) < len(keys):
        raise Http404
    return found


def appraisals_for(user: Any) -> QuerySet[Appraisal]:
    """The appraisals a user may know of, newest first."""
    return Appraisal.objects.visible_to(user).select_related(*HOLDER).order_by("-pk")


@dataclass(frozen=True)
class Shown:
    """A record of an appraisal as somebody sees it: what the panel said, what the user says."""

    one: Judged
    own: Any
    may_judge: bool


def rows_for(appraisal: Any, user: Any) -> Sequence[Shown]:
    """The records that a user sees: all for who takes part in all, else the own departments'."""
    seats = seats_of(appraisal, user)
    everything = takes_part(appraisal, user)
    return [
        _shown(one, seats)
        for one in judged(appraisal)
        if everything or any(judges(party, one.item.department_id) for party in seats)
    ]


def _shown(one: Judged, seats: Sequence[Any]) -> Shown:
    mine = {party.pk for party in seats if judges(party, one.item.department_id)}
    own = next((said for said in one.opinions if said.party_id in mine), None)
    silent = any(party.pk in mine for party in one.silent)
    return Shown(one, None if silent else own, bool(mine))


def reads_register(appraisal: Any, user: Any) -> bool:
    """Whether a user has the register as a file: who reads every name on it, once it is drawn up."""
    return takes_part(appraisal, user)


def has_register(appraisal: Any) -> bool:
    """Whether a disposal register is drawn up."""
    return appraisal.state in DRAWN


def records_tab(appraisal: Any, user: Any) -> dict[str, Any]:
    """The content of the tab “Records”."""
    shown = rows_for(appraisal, user)
    drawn = has_register(appraisal)
    return {
        "rows": shown,
        "counts": counts_of([row.one for row in shown]),
        "may_judge": appraisal.state == A.PANEL and any(row.may_judge for row in shown),
        "may_remove": appraisal.state in (A.CHOOSING, A.PANEL) and keeps_archive(appraisal, user),
        "may_choose": appraisal.state == A.CHOOSING and keeps_archive(appraisal, user),
        "has_register": drawn and reads_register(appraisal, user),
        "signatures": signature_rows(appraisal) if drawn else (),
    }


def counts_of(rows: Sequence[Judged]) -> list[tuple[str, int]]:
    """How many records there are, are disposed of, kept on, and wait for a verdict."""
    disposed = sum(one.is_disposed for one in rows)
    waiting = sum(one.verdict is None for one in rows)
    found = [
        (_("Records"), len(rows)),
        (_("Dispose of"), disposed),
        (_("Keep on"), len(rows) - disposed - waiting),
        (_("Without a verdict"), waiting),
    ]
    return [(label, count) for label, count in found if count]
