"""Walks an appraisal along its lines by its steps alone: up to 秘密, and with 机密 records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from archive.appraisal.actions import opinions_give_rest, records_add
from archive.appraisal.models import Appraisal
from archive.appraisal.states import A
from archive.records import Item
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.workflow.perform import perform

CHOSEN = (A.CHOOSING, A.PANEL, A.SECRETARY_GENERAL)
SIGNED = (A.SIGNING, A.SUPERVISION, A.DISPOSED, A.DESTROYED)
RESTRICTED_LINE: list[str] = [*CHOSEN, *SIGNED]
CONFIDENTIAL_LINE: list[str] = [*CHOSEN, A.VICE_CHAIR, *SIGNED]


@dataclass
class Appraiser(Walking[Appraisal]):
    """Walks one appraisal."""

    cast: Any
    now: dt.datetime
    line: list[str]

    def start(self, items: list[Item]) -> Appraisal:
        """An appraisal of records, being chosen."""
        with self.at(self.now):
            return records_add(items=items, by=self.cast.custodian)

    def to(self, matter: Appraisal, state: str) -> Appraisal:
        """The appraisal in a state of its line."""
        return self.walk(matter, state, self.line, STATIONS)


def asked(walker: Appraiser, matter: Appraisal) -> Moments:
    """The custodian asks the panel."""
    yield walker.later(1)
    perform(matter.ask_panel, by=walker.cast.custodian)


def drawn(walker: Appraiser, matter: Appraisal) -> Moments:
    """Every member disposes of everything; the custodian draws the register up."""
    yield walker.later(3)
    for member in (walker.cast.head, walker.cast.custodian, walker.cast.quality_head):
        opinions_give_rest(appraisal=matter, by=member)
    yield walker.later(1)
    perform(Appraisal.objects.get(pk=matter.pk).draw_register, by=walker.cast.custodian)


def passed_on(walker: Appraiser, matter: Appraisal) -> Moments:
    """The secretary general approves a register with 机密 records."""
    yield walker.later(1)
    perform(matter.pass_to_vice_chair, by=walker.cast.secretary_general)


def approved(walker: Appraiser, matter: Appraisal) -> Moments:
    """The last one who has to approves."""
    yield walker.later(1)
    if matter.state == A.VICE_CHAIR:
        perform(matter.approve_confidential_disposal, by=walker.cast.vice_chair)
    else:
        perform(matter.approve_disposal, by=walker.cast.secretary_general)


def signed(walker: Appraiser, matter: Appraisal) -> Moments:
    """The custodian signs."""
    yield walker.later(1)
    perform(matter.sign_as_custodian, by=walker.cast.custodian)


def disposed(walker: Appraiser, matter: Appraisal) -> Moments:
    """The supervisor signs as the second person."""
    yield walker.later(1)
    perform(matter.sign_as_supervisor, by=walker.cast.quality_head)


def destroyed(walker: Appraiser, matter: Appraisal) -> Moments:
    """Paper is shredded and files are removed."""
    yield walker.later(1)
    perform(
        matter.confirm_destruction,
        by=walker.cast.quality_head,
        how="协会办公室碎纸机粉碎，二人在场。",
        shredded=True,
    )


STATIONS: dict[str, Callable[[Any, Appraisal], Moments]] = {
    A.PANEL: asked,
    A.SECRETARY_GENERAL: drawn,
    A.VICE_CHAIR: passed_on,
    A.SIGNING: approved,
    A.SUPERVISION: signed,
    A.DISPOSED: disposed,
    A.DESTROYED: destroyed,
}
