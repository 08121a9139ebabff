"""What screens read of the archive's records and of loans: never more than one may discover."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from archive.kinds import Medium
from archive.loans.models import Loan
from archive.loans.states import L
from archive.search.queries import items_for, name_of
from archive.search.ways import kept
from zsa_portal.ui.keys import keys_among
from zsa_portal.workflow.tables import HOLDER


def item_for(user: Any, pk: int) -> Any:
    """The record of that key, if a user may know of it; Http404 otherwise."""
    found = items_for(user, kept().filter(pk=pk))
    if not found:
        raise Http404
    return found[0]


def items_among(user: Any, keys: Collection[str]) -> list[Any]:
    """The records of these keys, as they were sent; Http404 unless a user may know of every one."""
    found = items_for(user, kept().filter(pk__in=keys_among(keys)))
    if len(found) < len(keys):
        raise Http404
    return found


@dataclass(frozen=True)
class LentItem:
    """One record of a loan, as somebody sees it."""

    item: Any
    name: str
    readable: bool
    is_file: bool


def lent_items(loan: Loan, user: Any) -> list[LentItem]:
    """The records of a loan as a user may know of them, those disposed of left out; three queries."""
    rows = items_for(user, kept().filter(loan_rows__loan=loan.pk).order_by("pk"))
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
