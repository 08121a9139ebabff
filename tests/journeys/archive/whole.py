"""The archive's stories, each from its beginning to its end."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.archive import bagging, borrowing, disposing, filing, inspecting, restoring
from tests.journeys.archive.borrowing import Desk
from tests.journeys.archive.disposing import Panel
from tests.journeys.archive.filing import Month
from tests.journeys.archive.inspecting import Round
from tests.journeys.archive.restoring import Drill
from tests.restored import another_database


def filed(month: Month, folder: Path) -> None:
    """A month is collected and filed, with a row returned on the way; ``folder`` is an empty one."""
    filing.opened(month)
    filing.proposals_taken(month)
    filing.folder_named(month)
    filing.folder_dragged(month)
    filing.uploaded(month)
    filing.folder_uploaded(month, folder)
    filing.refused_until_settled(month)
    filing.sent(month, picture="head")
    month.clock.on(1)
    filing.returned(month)
    month.clock.on(1)
    filing.mended(month)
    filing.sent(month)
    filing.taken_in(month)
    month.clock.on(1)
    filing.signed(month)


def lent(desk: Desk) -> None:
    """Records are lent at both levels and close while the tab is open; the folder
    leaves as a bag, which is taken in again.
    """
    borrowing.held(desk)
    loan = borrowing.asked(desk)
    borrowing.lent(desk, loan)
    borrowing.lent_by_leaders(desk)
    borrowing.read(desk, desk.resolution, "confidential")
    borrowing.read(desk, desk.minutes, "restricted")
    borrowing.expired_with_the_tab_open(desk, desk.minutes)
    bag = bagging.sent(desk)
    bagging.verified(desk, bag)
    bagging.refused(desk, bag)
    item = bagging.taken_in(desk, bag)
    bagging.found_and_read(desk, item)


def inspected(found: Round) -> None:
    """The departments are inspected, evaluate each other, answer, and the incentive report is released."""
    inspecting.begun(found)
    inspecting.written_down(found)
    found.clock.on(1)
    inspecting.evaluated(found)
    found.clock.on(1)
    inspecting.answered(found)
    found.clock.on(12)
    inspecting.released(found)


def disposed(panel: Panel) -> None:
    """Records whose time is over are appraised and disposed of."""
    disposing.held(panel)
    disposing.chosen(panel)
    panel.clock.on(2)
    disposing.judged(panel)
    panel.clock.on(1)
    disposing.signed(panel)
    panel.clock.on(1)
    disposing.destroyed(panel)


def restored(drill: Drill) -> None:
    """A backup is restored onto an empty database and store, and the portal goes on there."""
    loan = restoring.worked_on(drill)
    backup = restoring.backed_up(drill)
    with another_database() as address:
        portal = restoring.environment(drill, address)
        told = restoring.proved(backup, portal)
        with restoring.served(drill, portal) as url:
            restoring.found_and_read(drill, url, loan)
    restoring.written_down(drill, told)
