"""What the questions of access need of loans: one in every phase, and the keys of its addresses."""

from __future__ import annotations

from typing import Any

from archive.demo.walk.loans import CONFIDENTIAL_LINE, PAPER_LINE, RESTRICTED_LINE, Lender
from archive.exceptions.actions import exception_give
from archive.loans.actions import spot_check_draw
from archive.loans.models import Loan
from archive.loans.states import L
from archive.loans.terms import Form
from tests.access.parts import ANY, World
from tests.archive.association import Cast
from tests.archive.holdings import record
from tests.archive.loans.stations import cast_of
from tests.standards.association import START
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform

PHASES = {"written": L.DRAFT, "asked": L.HEAD, "open": L.OPEN, "over": L.CLOSED}
ONLY_RIGHTS = ("expired", "confidential revoked", "confidential expired", "own", "own confidential")
"""What else a right may hang on: the level, how a loan ended, and whose record it is.

The loans that expired are those that are open, after their time, when nothing has been run; ``own``
are records of the borrower's own department, which nobody borrows.
"""
COPIES = {"copies asked for": L.CUSTODY, "copies out": L.OUT, "copies back": L.CLOSED}
"""Loans of copies of a 秘密 file: approved, handed out, returned."""
KEYS_OF = {
    "archive:item": "record",
    "archive:borrow": "record",
    "archive:item_access": "record",
    "archive:exception_give": "record",
    "archive:exception_give_folder": "record",
    "archive:exception_revoke": "exception",
    "archive:spot_check": "spot_check",
    "archive:spot_check_close": "spot_check",
    "archive:spot_check_note": "spot_check_row",
}


def add(world: World, people: Cast) -> None:
    """A loan in every phase, a spot check and an exception; the borrower, head and custodian."""
    world.users |= {"borrower": people.clerk, "head": people.head, "custodian": people.custodian}
    _add_graded(world, people)
    for phase, state in reversed(COPIES.items()):
        lender = Lender(cast_of(people), START, PAPER_LINE, form=Form.COPY)
        _walked(world, people, phase, lender, state)
    for phase, state in reversed(PHASES.items()):
        lender = Lender(cast_of(people), START, RESTRICTED_LINE)
        item = _walked(world, people, phase, lender, state)
    _add_timed_out(world)
    with clock.moved_to(world.now["over"]):
        check = spot_check_draw(by=people.custodian)
        given = exception_give(
            on=item.document,
            user=people.archivist,
            until=clock.today(),
            reason="审计需要",
            copies=False,
            by=people.custodian,
        )
    world.keys[ANY] |= {
        "record": item.pk,
        "exception_kind": "document",
        "exception": given.pk,
        "spot_check": check.pk,
        "spot_check_row": check.rows.first().pk,  # type: ignore[attr-defined]  # a reverse relation
    }


def _walked(world: World, people: Cast, phase: str, lender: Lender, state: str) -> Any:
    """A loan of a 秘密 file of the other department in a state; returns the file's record."""
    with clock.moved_to(START):
        item = record(people.other_department, people.other_clerk, phase)
    loan = lender.to(lender.start([item]), state)
    world.now[phase], world.keys[phase] = lender.now, keys_of(loan)
    return item


def _add_graded(world: World, people: Cast) -> None:
    """What else a right may hang on: the level, whose record it is, a loan that was revoked."""
    restricted, confidential = Level.RESTRICTED, Level.CONFIDENTIAL
    _lend(world, people, "confidential open", CONFIDENTIAL_LINE, confidential)
    _lend(world, people, "confidential revoked", CONFIDENTIAL_LINE, confidential, revoked=True)
    _lend(world, people, "revoked", RESTRICTED_LINE, restricted, revoked=True)
    for phase, level in (("own", restricted), ("own confidential", confidential)):
        with clock.moved_to(START):
            item = record(people.department, people.other_clerk, phase, level=level)
        world.now[phase], world.keys[phase] = START, _keys_of_record(item)


def _add_timed_out(world: World) -> None:
    """The open loans again, at the first instant after their time: nothing has been run."""
    for phase, opened in (("expired", "open"), ("confidential expired", "confidential open")):
        world.keys[phase] = world.keys[opened]
        loan = Loan.objects.get(pk=world.keys[opened]["matter"])
        assert loan.closes_at is not None
        world.now[phase] = loan.closes_at


def _lend(
    world: World, people: Cast, phase: str, line: list[str], level: str, *, revoked: bool = False
) -> None:
    """Lend a record of the other department; the loan is open, or was and is revoked."""
    lender = Lender(cast_of(people), START, line)
    with clock.moved_to(START):
        item = record(people.other_department, people.other_clerk, phase, level=level)
    loan = lender.to(lender.start([item]), L.OPEN)
    if revoked:
        with lender.day():
            loan = perform(loan.revoke_loan, by=people.custodian, reason="用途变更")
    world.now[phase], world.keys[phase] = lender.now, keys_of(loan)


def keys_of(loan: Loan) -> dict[str, Any]:
    """What the addresses that concern a loan name."""
    return {"matter": loan.pk, "tab": "overview"} | _keys_of_record(loan.rows.get().item)


def _keys_of_record(item: Any) -> dict[str, Any]:
    version = item.document.versions.get()
    return {"record": item.pk, "document": item.document_id, "version": version.pk}
