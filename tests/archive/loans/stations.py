"""The stations of a loan: one of the small association, walked to every state by its steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.demo.walk.loans import CONFIDENTIAL_LINE, PAPER_LINE, Lender, LoanCast
from archive.kinds import Medium
from archive.loans.states import L
from archive.loans.terms import Form
from tests import stations
from tests.archive.association import Cast
from tests.archive.holdings import record
from tests.standards.association import START
from tests.walked import Side, walked
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform

REASON = "与用途不符。"
SIDE: dict[str, dict[str, Side]] = {
    L.HEAD: {
        L.REFUSED: lambda one, loan: perform(loan.refuse_as_head, by=one.cast.head, reason=REASON),
        L.WITHDRAWN: lambda one, loan: perform(loan.withdraw_loan, by=one.cast.borrower),
    },
    L.OPEN: {
        L.REVOKED: lambda one, loan: perform(
            loan.revoke_loan, by=one.cast.custodian, reason=REASON
        ),
    },
}


def cast_of(people: Cast) -> LoanCast:
    """Who acts: a clerk of the department borrows records of another."""
    return LoanCast(
        borrower=people.clerk,
        head=people.head,
        secretary_general=people.secretary_general,
        custodian=people.custodian,
        department=people.department,
    )


def walk(people: Cast) -> Iterator[tuple[str, stations.Told]]:
    """Every state of a 机密 loan, those off its line, and one of paper that is out."""
    lender = Lender(cast_of(people), START, CONFIDENTIAL_LINE)
    yield from walked(lender, lender.start([_record(people)]), CONFIDENTIAL_LINE, SIDE)
    paper = Lender(cast_of(people), lender.now, PAPER_LINE, form=Form.PAPER)
    loan = paper.start([_record(people, level=Level.RESTRICTED, medium=Medium.PAPER)])
    yield L.OUT, {"matter": paper.to(loan, L.OUT).pk, "now": paper.now.isoformat()}


def _record(people: Cast, level: str = Level.CONFIDENTIAL, **fields: Any) -> Any:
    with clock.moved_to(START):
        return record(people.other_department, people.other_clerk, "合同", level=level, **fields)
