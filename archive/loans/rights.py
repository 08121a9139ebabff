"""What a live loan opens: a condition in SQL with the one clock; nothing has to end it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, QuerySet
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
from zsa_portal.ui.conditions import ALWAYS, NEVER, Condition, among, columns_of, within
from zsa_portal.workflow.models import Level, Matter

LENT = """EXISTS (
  SELECT FROM archive_loanitem lent
    JOIN archive_loan loan ON loan.matter_ptr_id = lent.loan_id
    JOIN zsa_workflow_matter matter ON matter.id = lent.loan_id
    JOIN archive_item record ON record.id = lent.item_id
   WHERE record.document_id = {{document}} AND {inner} OFFSET 0)"""
LIVE = "({form} = %s AND {opens} <= %s AND {closes} > %s AND {ended} IS NULL)"


@provision("A12a", otherwise=ALWAYS)
def is_live(now: dt.datetime, loan: str = "") -> Condition:
    """The condition on loans that they are open at an instant; ``loan`` leads to them.

    What was lent is for this loan alone (第十二条第一款第四项): its end needs nobody to take a step.
    """
    columns = {"opens": "opens_at", "closes": "closes_at", "ended": "ended_at", "form": "form"}
    of_loan = {name: f"{loan}{column}" for name, column in columns.items()}
    return Condition(LIVE, [Form.ELECTRONIC, now, now], **of_loan)


def covers_level(loan: str, level: str) -> Condition:
    """The condition that a record is not graded above what was approved."""
    return among(f"{loan}level", [Level.CONFIDENTIAL]) | among(level, UNSEALED)


def _lent(who: Places, now: dt.datetime) -> Condition:
    """The rows of loans that are lent to a user at an instant, of whatever level: to staff, in person."""
    if not who.staff:
        return NEVER
    borrowed = Condition("{borrower} = %s", [who.user_id], borrower="loan__borrower")
    return is_live(now, "loan__") & borrowed & among("item__state", [Item.State.ACCEPTED])


def live_rows(who: Places, now: dt.datetime) -> QuerySet[LoanItem]:
    """The records that are open to a user by a loan at an instant."""
    covered = covers_level("loan__", "item__document__level")
    return LoanItem.objects.filter(_lent(who, now) & covered)


def _opened_by(rows: Condition) -> Condition:
    """The documents that are open by what is lent; their level is asked of the document itself."""
    lent = rows & covers_level("loan__", "level")
    called = columns_of(Matter, "matter", "loan__") | columns_of(Loan, "loan", "loan__")
    called |= columns_of(Item, "record", "item__") | {"level": "{level}"}
    return within(LENT, lent, called, document="pk", level="level")


def opens(who: Places, now: dt.datetime) -> Condition:
    """The documents that loans open to a user to be read."""
    return _opened_by(_lent(who, now))


def lets_copy(who: Places, now: dt.datetime) -> Condition:
    """The documents of which loans let a user save a marked copy."""
    return _opened_by(_lent(who, now) & Condition("{allowed}", allowed="loan__copies_allowed"))


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
