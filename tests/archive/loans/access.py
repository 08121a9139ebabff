"""What the questions of access need of loans: one in every phase, and the keys of its addresses."""

from __future__ import annotations

from typing import Any

from archive.demo.walk.loans import RESTRICTED_LINE, Lender
from archive.exceptions.actions import exception_give
from archive.loans.actions import spot_check_draw
from archive.loans.models import Loan
from archive.loans.states import L
from archive.search.records import SavedSearch
from tests.access.parts import ANY, World
from tests.archive.association import Cast
from tests.archive.holdings import record
from tests.archive.loans.stations import cast_of
from tests.standards.association import START
from zsa_portal.regulations import clock

PHASES = {"written": L.DRAFT, "asked": L.HEAD, "open": L.OPEN, "over": L.CLOSED}
KEYS_OF = {
    "archive:item": "record",
    "archive:borrow": "record",
    "archive:item_access": "record",
    "archive:exception_give": "record",
    "archive:exception_give_folder": "record",
    "archive:exception_revoke": "exception",
    "archive:search_rename": "search",
    "archive:search_delete": "search",
    "archive:spot_check": "spot_check",
    "archive:spot_check_close": "spot_check",
    "archive:spot_check_note": "spot_check_row",
}


def add(world: World, people: Cast) -> None:
    """A loan in every phase, a spot check and an exception; the borrower, head and custodian."""
    world.users |= {"borrower": people.clerk, "head": people.head, "custodian": people.custodian}
    for phase, state in reversed(PHASES.items()):
        lender = Lender(cast_of(people), START, RESTRICTED_LINE)
        with clock.moved_to(START):
            item = record(people.other_department, people.other_clerk, phase)
        loan = lender.to(lender.start([item]), state)
        world.now[phase] = lender.now
        world.keys[phase] = keys_of(loan)
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
    kept = SavedSearch.objects.create(user=people.clerk, name="合同", asked="q=合同")
    world.keys[ANY] |= {
        "search": kept.pk,
        "record": item.pk,
        "exception_kind": "document",
        "exception": given.pk,
        "spot_check": check.pk,
        "spot_check_row": check.rows.first().pk,  # type: ignore[attr-defined]  # a reverse relation
    }


def keys_of(loan: Loan) -> dict[str, Any]:
    """What the addresses that concern a loan name."""
    item = loan.rows.get().item
    version = item.document.versions.get()
    return {
        "matter": loan.pk,
        "record": item.pk,
        "document": item.document_id,
        "version": version.pk,
        "tab": "overview",
    }
