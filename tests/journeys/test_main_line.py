"""Six people carry a new project in turn from a proposal to a published standard."""

from __future__ import annotations

from tests.journeys.line import whole
from tests.journeys.line.people import Line, Visitor
from tests.journeys.world import Clock, Mails


def test_main_line(visitor: Visitor, the_clock: Clock, mails: Mails) -> None:
    whole.walked(Line(visitor, the_clock, mails))
