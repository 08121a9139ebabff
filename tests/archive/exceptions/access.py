"""What the questions of access need of exceptions: one of each way in which a record is open or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from archive.exceptions.actions import exception_approve, exception_give, exception_revoke
from archive.exceptions.records import NamedException
from archive.records import Item
from tests.access.parts import ANY, World
from tests.archive.association import Cast
from tests.archive.holdings import record
from tests.standards.association import START
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level


@dataclass(frozen=True)
class Case:
    """A record of another department, and the exception that the borrower has, if any.

    For its ``folder``, or for the document; ``approved`` by the secretary general; with ``copies``;
    ``ended``: looked at in the first instant after its time.
    """

    level: str = Level.RESTRICTED
    given: bool = True
    folder: bool = False
    approved: bool = False
    copies: bool = False
    revoked: bool = False
    ended: bool = False


SECRET = Level.CONFIDENTIAL
PHASES = {
    "public": Case(Level.PUBLIC, given=False),
    "excepted": Case(),
    "excepted by folder": Case(folder=True),
    "exception revoked": Case(revoked=True),
    "exception ended": Case(ended=True),
    "folder's revoked": Case(folder=True, revoked=True),
    "folder's ended": Case(folder=True, ended=True),
    "confidential waiting": Case(SECRET),
    "confidential folder waiting": Case(SECRET, folder=True),
    "confidential approved": Case(SECRET, approved=True),
    "confidential folder approved": Case(SECRET, folder=True, approved=True),
    "confidential copies": Case(SECRET, folder=True, approved=True, copies=True),
    "confidential approved and revoked": Case(SECRET, approved=True, revoked=True),
    "confidential approved and ended": Case(SECRET, folder=True, approved=True, ended=True),
}
KEYS_OF = {
    "archive:exception_approve": "exception_waiting",
    "archive:exception_refuse": "exception_waiting",
}
DAYS = dt.timedelta(days=200)
"""So long an exception lasts: beyond every instant at which the world is looked at."""


def add(world: World, people: Cast) -> None:
    """A record in a folder of its own for every case; one exception waits for the leaders."""
    for place, (phase, case) in enumerate(PHASES.items(), start=501):
        with clock.moved_to(START):
            item = record(
                people.other_department,
                people.other_clerk,
                phase,
                level=case.level,
                number=str(place),
            )
            one = _given(item, case, people) if case.given else None
        world.now[phase] = one.until if one and case.ended else START
        version = item.document.versions.get()
        world.keys[phase] = {"document": item.document_id, "version": version.pk}
        if phase == "confidential waiting" and one:
            world.keys[ANY]["exception_waiting"] = one.pk


def _given(item: Item, case: Case, people: Cast) -> NamedException:
    on: Any = item.folder if case.folder else item.document
    one = exception_give(
        on=on,
        user=people.clerk,
        until=clock.today() + DAYS,
        reason="审计需要",
        copies=case.copies,
        by=people.custodian,
    )
    if case.approved:
        exception_approve(exception=one, by=people.secretary_general)
    if case.revoked:
        exception_revoke(exception=one, reason="审计结束", by=people.custodian)
    return one
