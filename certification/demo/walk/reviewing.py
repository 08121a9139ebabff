"""The walker's stations from the panel to the passed review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certification.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.workflow.perform import perform

if TYPE_CHECKING:
    from certification.demo.walk.walker import Moments, Station, Walker
    from certification.models import Recognition


def panel_ready(walker: Walker, recognition: Recognition) -> Moments:
    """Complete the panel."""
    yield walker.later(5)
    perform(recognition.complete_panel, by=walker.cast.secretariat, panel=walker.cast.panel)


def ballot(walker: Walker, recognition: Recognition) -> Moments:
    """Open the panel's judgement by letter."""
    yield walker.later(2)
    perform(recognition.open_assessment, by=walker.cast.secretariat, days=10)


def ballot_closed(walker: Walker, recognition: Recognition) -> Moments:
    """Every reviewer passes the standard."""
    yield walker.later(3)
    opened = recognition.ballots.latest("pk")
    for reviewer in walker.cast.reviewers:
        ballots.vote_cast(ballot=opened, by=reviewer, choice="approve")
    yield walker.later(1)
    perform(recognition.close_assessment, by=walker.cast.secretariat)


def changes(walker: Walker, recognition: Recognition) -> Moments:
    """Ask for the changes."""
    yield walker.later(2)
    perform(recognition.ask_for_changes, by=walker.cast.secretariat)


def changes_check(walker: Walker, recognition: Recognition) -> Moments:
    """Make the changes."""
    yield walker.later(10)
    perform(recognition.submit_changes, by=walker.cast.applicant)


def passed(walker: Walker, recognition: Recognition) -> Moments:
    """Confirm the changes."""
    yield walker.later(3)
    perform(recognition.confirm_changes, by=walker.cast.secretariat)


STATIONS: dict[str, Station] = {
    S.PANEL_READY: panel_ready,
    S.BALLOT: ballot,
    S.BALLOT_CLOSED: ballot_closed,
    S.CHANGES: changes,
    S.CHANGES_CHECK: changes_check,
    S.PASSED: passed,
}
