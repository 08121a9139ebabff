"""What a live loan opens: a condition in SQL with the one clock; nothing has to end it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.loans.models import Loan
from archive.loans.records import LoanItem
from archive.loans.rules import remark_lines
from archive.loans.terms import Form
from archive.records import Item
from archive.versions import keys_of
from zsa_portal.documents.grants import Grant
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.places import Places
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision
from zsa_portal.ui.conditions import ForEach
from zsa_portal.workflow.models import Level


@provision("A12a", otherwise=Q())
def is_live(now: dt.datetime, loan: str = "") -> Q:
    """The condition on loans that they are open at an instant; ``loan`` leads to them.

    What was lent is for this loan alone (第十二条第一款第四项): its end needs nobody to take a step.
    """
    return Q(
        **{
            f"{loan}form": Form.ELECTRONIC,
            f"{loan}opens_at__lte": now,
            f"{loan}closes_at__gt": now,
            f"{loan}ended_at__isnull": True,
        }
    )


def covers_level(loan: str, level: str) -> Q:
    """The condition that a record is not graded above what was approved."""
    return Q(**{f"{loan}level": Level.CONFIDENTIAL}) | Q(**{f"{level}__in": UNSEALED})


def _lent(who: Places, now: dt.datetime) -> QuerySet[LoanItem]:
    """The records that are lent to a user at an instant, of whatever level: to staff, in person."""
    if not who.staff:
        return LoanItem.objects.none()
    rows = LoanItem.objects.filter(is_live(now, "loan__"), loan__borrower=who.user_id)
    return rows.filter(item__state=Item.State.ACCEPTED)


def live_rows(who: Places, now: dt.datetime) -> QuerySet[LoanItem]:
    """The records that are open to a user by a loan at an instant."""
    return _lent(who, now).filter(covers_level("loan__", "item__document__level"))


def _opened_by(rows: QuerySet[LoanItem]) -> Q:
    """The documents that are open by what is lent; their level is asked of the document itself."""
    level = ExpressionWrapper(OuterRef("level"), output_field=CharField())
    rows = rows.annotate(graded=level).filter(covers_level("loan__", "graded"))
    return Q(ForEach(rows.filter(item__document=OuterRef("pk"))))


def opens(who: Places, now: dt.datetime) -> Q:
    """The documents that loans open to a user to be read."""
    return _opened_by(_lent(who, now))


def lets_copy(who: Places, now: dt.datetime) -> Q:
    """The documents of which loans let a user save a marked copy."""
    return _opened_by(_lent(who, now).filter(loan__copies_allowed=True))


def loan_of(document: int, who: Places, now: dt.datetime) -> Loan | None:
    """The loan that opens a document to a user the longest, or None."""
    rows = live_rows(who, now).filter(item__document=document)
    found = Loan.objects.filter(pk__in=rows.values("loan")).select_related("borrower")
    return found.order_by(F("closes_at").desc(), "pk").first()


def remark(document: int, who: Places, now: dt.datetime) -> list[str]:
    """What stands on each page of a borrowed document: who, when, for what, which loan (第十二条)."""
    loan = loan_of(document, who, now)
    return lines_of(loan) if loan else []


def lines_of(loan: Any) -> list[str]:
    """The remark of a loan that is open."""
    return remark_lines(
        number=loan.number,
        borrower=str(loan.borrower),
        purpose=loan.purpose,
        first=clock.day_of(loan.opens_at),
        last=loan.ends_on,
    )


def until(document: int, who: Places, now: dt.datetime) -> dt.datetime | None:
    """The exclusive end of the loan that opens a document to a user."""
    loan = loan_of(document, who, now)
    return loan.closes_at if loan else None


def versions(document: int, who: Places, now: dt.datetime) -> list[int]:
    """The versions that are lent, of the loan with the latest end first."""
    rows = live_rows(who, now).filter(item__document=document)
    return keys_of(rows.order_by(F("loan__closes_at").desc(), "loan_id"), "item__version")


LOANS = Grant(_("A loan"), opens, lets_copy, remark, until, versions)
