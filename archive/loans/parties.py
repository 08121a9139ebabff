"""Who decides on a loan: nobody on the own one, nor somebody who only stands in for the borrower."""

from __future__ import annotations

from typing import Any

from archive import roles
from archive.loans.rules import WHOSE_HEAD, items_of
from archive.parties import LEADERS
from zsa_portal.people.models import Party, Post
from zsa_portal.people.queries import people_of
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.interests import is_recused, plays
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.roles import RoleInfo

Loan = Any


@permission("A10a")
def borrows(loan: Loan, user: Any) -> bool:
    """The borrower in person: any employee (第十、十三条)."""
    return user is not None and loan.borrower_id == user.pk


@permission("A10a")
def approves_as_head(loan: Loan, user: Any) -> bool:
    """The head of the department, a deputy, or the next above who heads (第十条)."""
    return decides(loan, user, roles.HEAD)


@permission("A13c")
def approves_as_leader(loan: Loan, user: Any) -> bool:
    """The secretary general or the executive vice chair, either one (第十、十三条)."""
    return decides(loan, user, roles.LEADER)


@permission("A12d")
def lends(loan: Loan, user: Any) -> bool:
    """The custodian opens, copies and hands out (第十、十二条)."""
    return decides(loan, user, roles.CUSTODIAN)


def decides(loan: Loan, user: Any, role: RoleInfo) -> bool:
    """Whether a user plays a role otherwise than through the borrower; one query a role, kept."""
    if user is None or not plays(loan, user, [role]) or is_recused(loan, user):
        return False
    others = people_of(loan.parties(role), without=loan.borrower).values_list("pk", flat=True)
    return user.pk in remembered(loan, f"decides:{role}", lambda: set(others))


def parties_of(loan: Loan) -> list[tuple[RoleInfo, Party]]:
    """Who decides on a loan, as it is submitted: by each place's line, without the borrower."""
    leaders = [Party.of_post(post) for post in LEADERS]
    above = [*reversed(leaders)]
    head = Party.of(_approving_department(loan), "head")
    custodian = Party.of_post(Post.CUSTODIAN)
    either = [party for party in leaders if _others(party, loan)] or leaders
    return [
        (roles.HEAD, first_other([head, *above], loan)),
        *((roles.LEADER, party) for party in either),
        (roles.CUSTODIAN, first_other([custodian, *above], loan)),
    ]


def first_other(line: list[Party], loan: Loan) -> Party:
    """The first of a line behind which somebody else than the borrower stands; the first if none."""
    return next((party for party in line if _others(party, loan)), line[0])


def _others(party: Party, loan: Loan) -> bool:
    return people_of([party], without=loan.borrower).exists()


def _approving_department(loan: Loan) -> Any:
    items = items_of(loan)
    return items[0].department if WHOSE_HEAD.value() == "owner" and items else loan.owner
