"""The archive: filed, lent, inspected, disposed of; a folder leaves, a backup is restored."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.archive import whole
from tests.journeys.archive.borrowing import Desk
from tests.journeys.archive.disposing import Panel
from tests.journeys.archive.filing import Month
from tests.journeys.archive.inspecting import Round
from tests.journeys.archive.people import Visitor
from tests.journeys.archive.restoring import Drill
from tests.journeys.world import Clock


def test_filing(visitor: Visitor, the_clock: Clock, tmp_path: Path):
    whole.filed(Month(visitor, the_clock), tmp_path)


def test_borrowing(visitor: Visitor, the_clock: Clock):
    whole.lent(Desk(visitor, the_clock))


def test_inspection(visitor: Visitor, the_clock: Clock):
    whole.inspected(Round(visitor, the_clock))


def test_disposal(visitor: Visitor, the_clock: Clock):
    whole.disposed(Panel(visitor, the_clock))


def test_restore_drill(visitor: Visitor, the_clock: Clock, tmp_path: Path):
    whole.restored(Drill(visitor, the_clock, folder=tmp_path))
