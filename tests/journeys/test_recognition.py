"""Group standards become recognised: one by meeting with changes, one after reconsideration."""

from __future__ import annotations

import datetime as dt

from certification.states import S
from tests.journeys.recognition import again, applying, approving, reviewing
from tests.journeys.recognition.people import NUMBER, TITLE, Visitor, Way, pool_made_known, walker
from tests.journeys.world import Clock
from zsa_portal.regulations import clock


def test_recognition_with_changes(visitor: Visitor, the_clock: Clock):
    way = Way(visitor, the_clock)
    pool_made_known()
    applied(way)
    the_clock.on(3)
    applying.examined(way)
    applying.noticed(way)
    the_clock.on(4)
    applying.commented(way)
    the_clock.on(12)
    applying.comments_handed_on(way)
    reviewing.panel_chosen(way)
    the_clock.on(2)
    reviewing.panel_answered(way)
    reviewed(way)
    the_clock.on(2)
    approving.approved(way)
    the_clock.on(2)
    approving.announced(way)
    approving.found(way)


def applied(way: Way) -> None:
    """From the menu to the submitted application."""
    applying.checked_itself(way)
    applying.own_papers_filed(way)
    applying.begun(way)
    applying.form_written(way)
    applying.sealed(way)
    applying.submitted(way)


def reviewed(way: Way) -> None:
    """From the meeting to the changes confirmed."""
    reviewing.convened(way)
    way.clock.on(7, hour=15)
    reviewing.held(way)
    way.clock.on(1)
    reviewing.evidence_read(way)
    reviewing.judged_on_the_phone(way)
    way.clock.on(1)
    reviewing.result_recorded(way)
    way.clock.on(20)
    reviewing.changes_made(way)
    way.clock.on(2)
    reviewing.changes_confirmed(way)


def test_recognition_reconsidered(visitor: Visitor, the_clock: Clock):
    way = Way(visitor, the_clock)
    pool_made_known()
    brought = walker(clock.now())
    way.recognition = brought.to(brought.start(TITLE, NUMBER), S.BALLOT)
    the_clock.at(brought.now + dt.timedelta(days=1))
    again.failed(way)
    the_clock.on(5)
    again.asked(way)
    the_clock.on(5)
    again.founded(way)
    the_clock.on(2)
    again.judged_anew(way)
