"""What screens read of the archive's records and of loans: never more than one may discover."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.http import Http404
from django.utils.translation import gettext as _

from archive.kinds import Medium
from archive.loans.models import Loan
from archive.loans.states import L
from archive.records import Item
from zsa_portal.documents.models import Document
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.workflow.tables import HOLDER

DIGITS = 19


def items_for(user: Any) -> QuerySet[Item]:
    """The records in the archive that a user may know of.

    Each has ``readable``, whether the user may read it now, and ``known_name``: its name where that
    may be shown, empty for a 机密 record that the user may not read. Search, sort and export by
    ``known_name`` alone: a name that is masked is found by nothing.
    """
    readable = Q(document__in=Document.objects.readable_by(user).values("pk"))
    rows = Item.objects.filter(
        state=Item.State.ACCEPTED,
        document__in=Document.objects.discoverable_by(user).values("pk"),
    )
    shown = Q(readable=True) | Q(document__level__in=UNSEALED)
    return (
        rows.annotate(readable=ExpressionWrapper(readable, output_field=BooleanField()))
        .annotate(
            known_name=Case(
                When(shown, then=F("name")), default=Value(""), output_field=CharField()
            ),
            known_folder=Case(
                When(shown, then=F("folder__name")), default=Value(""), output_field=CharField()
            ),
        )
        .select_related("document", "department", "folder")
        .order_by("-accepted_at", "-pk")
    )


def item_for(user: Any, pk: int) -> Any:
    """The record of that key, if a user may know of it; Http404 otherwise."""
    found = items_for(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def items_among(user: Any, keys: Collection[str]) -> list[Any]:
    """The records of these keys, as they were sent; Http404 unless a user may know of every one."""
    wanted = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < DIGITS}
    found = list(items_for(user).filter(pk__in=wanted))
    if len(found) < len(keys):
        raise Http404
    return found


def name_of(item: Any) -> str:
    """What a record of ``items_for`` is called to its reader."""
    return str(item.known_name) or _("Confidential record %(number)d") % {"number": item.pk}


@dataclass(frozen=True)
class LentItem:
    """One record of a loan, as somebody sees it."""

    item: Any
    name: str
    readable: bool
    is_file: bool


def lent_items(loan: Loan, user: Any) -> list[LentItem]:
    """The records of a loan as a user may know of them, those disposed of left out; one query."""
    rows: Any = items_for(user).filter(loan_rows__loan=loan.pk).order_by("pk")
    return [
        LentItem(item, name_of(item), item.readable, item.medium == Medium.ELECTRONIC)
        for item in rows
    ]


def loans_for(user: Any) -> QuerySet[Loan]:
    """The loans that a user may know of, newest first."""
    rows = Loan.objects.visible_to(user).select_related("borrower", "owner", *HOLDER)
    return rows.order_by("-pk")


def written_by(user: Any) -> Loan | None:
    """The request that a user is writing, or None."""
    return Loan.objects.filter(borrower=user.pk, state=L.DRAFT).first()
