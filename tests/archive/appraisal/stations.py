"""The stations of an appraisal: of a 秘密 file to every state, of a 机密 one along its own line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from archive.appraisal.actions import opinion_give, opinions_give_rest
from archive.appraisal.models import Appraisal
from archive.appraisal.states import A
from archive.appraisal.verdicts import Verdict
from tests import stations
from tests.archive.appraisal.walk import CONFIDENTIAL_LINE, RESTRICTED_LINE, Appraiser, due
from tests.archive.association import Cast
from tests.archive.at_hand import stood_at
from tests.standards.association import START
from tests.walked import Side, walked
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

CONFIDENTIAL = "confidential_"
"""Begins the names of the stations of a 机密 file."""


def keep(walker: Appraiser, appraisal: Appraisal) -> Any:
    """The head of the department keeps it on for thirty years, the others would not."""
    cast, row = walker.cast, appraisal.rows.get().pk
    said = {"verdict": Verdict.YEARS_30, "reason": "仍有用"}
    opinion_give(appraisal=appraisal, row=row, by=cast.head, **said)
    for member in (cast.custodian, cast.quality_head):
        opinions_give_rest(appraisal=appraisal, by=member)
    return perform(Appraisal.objects.get(pk=appraisal.pk).keep_everything, by=cast.custodian)


SIDE: dict[str, dict[str, Side]] = {
    A.CHOOSING: {
        A.DROPPED: lambda one, matter: perform(
            matter.drop_appraisal, by=one.cast.custodian, reason="另行安排。"
        ),
    },
    A.PANEL: {A.KEPT: keep},
}


@dataclass
class OfOne(Appraiser):
    """Walks the appraisal of one record of the department, of a level."""

    level: str = "restricted"

    def start(self, items: Any = ()) -> Appraisal:
        """The record, being chosen."""
        with clock.moved_to(self.now):
            return super().start(list(items) or [due(self.cast, level=self.level)])


def appraiser(people: Cast, level: str) -> OfOne:
    """The walker of a level's line."""
    line = CONFIDENTIAL_LINE if level == "confidential" else RESTRICTED_LINE
    return OfOne(people, START, line, level)


def walk(people: Cast) -> Iterator[tuple[str, stations.Told]]:
    """Every state of an appraisal, and those of a 机密 file under names of their own."""
    with transaction.atomic():
        walker = appraiser(people, "restricted")
        yield from walked(walker, walker.start(), walker.line, SIDE)
        transaction.set_rollback(True)
    walker = appraiser(people, "confidential")
    for state, told in walked(walker, walker.start(), walker.line, {}):
        yield CONFIDENTIAL + state, told


def stood(walker: OfOne, state: str) -> Appraisal:
    """The appraisal of one record in a state, with the walker's clock there."""
    name = CONFIDENTIAL + state if walker.level == "confidential" else state
    matter: Appraisal = stood_at(walker, Appraisal, state, walker.line, SIDE, name)
    return matter
