"""A department's filing of a month, from its opening to the four signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from archive.checking.actions import checks_finish
from archive.demo.walk.people import Cast
from archive.filing.actions import filing_open, rows_accept_rest
from archive.filing.models import Filing
from archive.filing.states import F
from archive.filing.times import first_of
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

Collect = Callable[[Filing], Any]
"""Puts the month's material onto a list: how rows come there is another process."""


@dataclass
class FilingWalker(Walking[Filing]):
    """Brings a filing to a state; ``collect`` puts its rows onto the list."""

    cast: Any
    now: dt.datetime
    collect: Collect

    def start(self) -> Filing:
        """The filing of the past month, opened by the calendar."""
        with self.at(self.now):
            month = first_of(clock.today())
            return filing_open(department=self.cast.department, month=month, by=None)

    def to(self, matter: Filing, state: str) -> Filing:
        """The filing in a state of the main line."""
        return self.walk(matter, state, FILING_LINE, STATIONS)


def submitted(walker: FilingWalker, filing: Filing) -> Moments:
    """The archivist collects the material, signs the list and submits it."""
    yield walker.later(5)
    walker.collect(filing)
    perform(filing.submit_list, by=walker.cast.archivist)


def approved(walker: FilingWalker, filing: Filing) -> Moments:
    """The head signs; public rows are stored, the others go to the custodian."""
    yield walker.later(2)
    checks_finish(filing)
    perform(filing.approve_list, by=walker.cast.head)


def taken_in(walker: FilingWalker, filing: Filing) -> Moments:
    """The custodian finds everything on the list."""
    yield walker.later(2)
    checks_finish(filing)
    rows_accept_rest(filing=filing, by=walker.cast.custodian)
    perform(filing.take_in, by=walker.cast.custodian)


def signed_first(walker: FilingWalker, filing: Filing) -> Moments:
    """The secretary general signs."""
    yield walker.later(1)
    perform(filing.sign_as_secretary_general, by=walker.cast.secretary_general)


def signed_last(walker: FilingWalker, filing: Filing) -> Moments:
    """The executive vice chair signs; the list is issued."""
    yield walker.later(1)
    perform(filing.sign_as_vice_chair, by=walker.cast.vice_chair)


STATIONS: dict[str, Callable[[Any, Filing], Moments]] = {
    F.CHECK: submitted,
    F.CUSTODY: approved,
    F.SECRETARY_GENERAL: taken_in,
    F.VICE_CHAIR: signed_first,
    F.FILED: signed_last,
}
FILING_LINE: list[str] = [F.COLLECTING, *STATIONS]

__all__ = ["FILING_LINE", "Cast", "FilingWalker"]
