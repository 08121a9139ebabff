"""What keeps a record from being disposed of: it is in use somewhere."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from archive.filing.projects import ENDS
from archive.inspections.models import Finding, Inspection
from archive.inspections.months import months_at_hand
from archive.inspections.states import I
from archive.loans.records import LoanItem, SpotCheckRow
from archive.loans.states import ASKED, RUNNING, L
from archive.records import Item
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock

INSPECTED = (I.INSPECTING, I.ANSWERS)


def uses_of(keys: Collection[int]) -> list[str]:
    """Why records (their keys) are not disposed of now, in sentences; three queries at most."""
    if not keys:
        return []
    rows: Any = Item.objects.filter(pk__in=keys).annotate(
        lent=Exists(_loans()),
        checked=Exists(SpotCheckRow.objects.filter(_checks())),
        inspected=_under_inspection(),
        published=ExpressionWrapper(
            Q(document__in=Document.objects.readable_by(None).values("pk")),
            output_field=BooleanField(),
        ),
    )
    rows = rows.select_related("folder__project", "document__matter").order_by("pk")
    return [sentence for row in rows for sentence in _sentences(row)]


def _loans() -> QuerySet[LoanItem]:
    """The loans of a record that are asked for or running; one whose time is over has ended."""
    rows = LoanItem.objects.filter(item=OuterRef("pk"), loan__state__in=(*ASKED, *RUNNING))
    return rows.exclude(loan__state=L.OPEN, loan__closes_at__lte=clock.now())


def _checks() -> Q:
    return Q(check_of__closed_at__isnull=True, loan__rows__item=OuterRef("pk"))


def _under_inspection() -> Any:
    """Whether an inspection that is not released found something of its filing, or is about its month."""
    found = Finding.objects.filter(
        inspection__state__in=INSPECTED, filing=OuterRef("filing"), dropped_for=""
    )
    months = months_at_hand(Inspection.objects.filter(state__in=INSPECTED))
    about = Q(filing__month__in=months)
    return ExpressionWrapper(Exists(found) | about, output_field=BooleanField())


def _sentences(row: Any) -> list[str]:
    known = {"record": row.pk}
    found = []
    if row.lent:
        found.append(_("Record %(record)d is on loan or asked for.") % known)
    if row.checked:
        found.append(_("A spot check looks into a loan of record %(record)d.") % known)
    if row.inspected:
        found.append(_("Record %(record)d is under inspection.") % known)
    if row.published:
        found.append(_("Anyone may read record %(record)d now: it is published.") % known)
    if any(_is_under_way(matter) for matter in (row.folder.project, row.document.matter)):
        found.append(_("Record %(record)d belongs to a project that is under way.") % known)
    return found


def _is_under_way(matter: Any) -> bool:
    return matter is not None and matter.state_info.outcome not in ENDS
