"""Walks a loan along its lines by its steps alone: 秘密, 机密, and paper originals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from archive.loans.actions import loan_add, loan_save
from archive.loans.models import Loan
from archive.loans.remarks import proposed_remark
from archive.loans.states import L
from archive.loans.terms import Form
from archive.records import Item
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

Station = Callable[["Lender", Loan], Moments]
RESTRICTED_LINE: list[str] = [L.DRAFT, L.HEAD, L.CUSTODY, L.OPEN, L.CLOSED]
CONFIDENTIAL_LINE: list[str] = [L.DRAFT, L.HEAD, L.LEADERS, L.CUSTODY, L.OPEN, L.CLOSED]
REMARK = "不得复制和转交。"
PAPER_LINE: list[str] = [L.DRAFT, L.HEAD, L.CUSTODY, L.OUT, L.CLOSED]


@dataclass
class LoanCast:
    """The people who act in a loan: who borrows in ``department``, and who decides."""

    borrower: User
    head: User
    secretary_general: User
    custodian: User
    department: Department


@dataclass
class Lender(Walking[Loan]):
    """Walks one loan; ``line`` is its way, ``days`` how long it is, ``copies`` what may be saved."""

    cast: LoanCast
    now: dt.datetime
    line: list[str]
    form: str = Form.ELECTRONIC
    purpose: str = "项目验收核对资料"
    days: int = 10
    copies: bool = False

    def start(self, items: list[Item]) -> Loan:
        """A complete request for records, not submitted yet, a day later."""
        with self.day():
            return self.written(loan_add(items=items, by=self.cast.borrower))

    def written(self, loan: Loan) -> Loan:
        """The request with everything that its form asks for."""
        today = clock.today()
        values: dict[str, Any] = {
            "owner": self.cast.department,
            "form": self.form,
            "purpose": self.purpose,
            "starts_on": today,
            "ends_on": today + dt.timedelta(days=self.days),
            "no_copying": True,
            "no_commercial_use": True,
        }
        return loan_save(loan=loan, values=values, by=self.cast.borrower)

    def to(self, loan: Loan, state: str) -> Loan:
        """The loan in ``state``, by every step of its line still before it."""
        return self.walk(loan, state, self.line, STATIONS)


def submitted(lender: Lender, loan: Loan) -> Moments:
    """The borrower submits the request."""
    yield lender.now
    perform(loan.submit_loan, by=lender.cast.borrower)


def passed_on(lender: Lender, loan: Loan) -> Moments:
    """The head approves a request for confidential records."""
    yield lender.now
    perform(loan.pass_to_leaders, by=lender.cast.head)


def approved(lender: Lender, loan: Loan) -> Moments:
    """The head, or the secretary general after the head, approves."""
    yield lender.now
    if loan.state == L.LEADERS:
        perform(loan.approve_as_leader, by=lender.cast.secretary_general)
    else:
        perform(loan.approve_as_head, by=lender.cast.head)


def opened(lender: Lender, loan: Loan) -> Moments:
    """The custodian opens the records for the days asked for."""
    yield lender.now
    perform(loan.grant_access, by=lender.cast.custodian, until=loan.ends_on, copies=lender.copies)


def handed_out(lender: Lender, loan: Loan) -> Moments:
    """The custodian hands the originals out, or copies with their remark."""
    yield lender.now
    if loan.form == Form.COPY:
        remark = f"{proposed_remark(loan)}\n{REMARK}"
        perform(loan.hand_out_copies, by=lender.cast.custodian, until=loan.ends_on, remark=remark)
    else:
        perform(loan.hand_out, by=lender.cast.custodian, until=loan.ends_on)


def ended(lender: Lender, loan: Loan) -> Moments:
    """The borrower ends it early, or returns the paper, two days later."""
    yield lender.later(2)
    if loan.state == L.OUT:
        perform(loan.take_back, by=lender.cast.custodian, condition="完整无损")
    else:
        perform(loan.give_back, by=lender.cast.borrower)


STATIONS: dict[str, Station] = {
    L.HEAD: submitted,
    L.LEADERS: passed_on,
    L.CUSTODY: approved,
    L.OPEN: opened,
    L.OUT: handed_out,
    L.CLOSED: ended,
}
