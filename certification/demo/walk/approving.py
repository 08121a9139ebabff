"""The walker's stations from the passed review to the recognised standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certification.approval.actions import recognition_announce, recognition_approve
from certification.states import S
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

if TYPE_CHECKING:
    from certification.demo.walk.walker import Moments, Station, Walker
    from certification.models import Recognition


def before_council(walker: Walker, recognition: Recognition) -> Moments:
    """Lay the standard before the council."""
    yield walker.later(2)
    perform(recognition.send_to_council, by=walker.cast.secretariat)


def approved(walker: Walker, recognition: Recognition) -> Moments:
    """The council approves."""
    yield walker.later(7)
    recognition_approve(
        recognitions=[recognition],
        decision=walker.decision(f"理事会认字{recognition.pk}号"),
        by=walker.cast.council_secretary,
    )


def recognised(walker: Walker, recognition: Recognition) -> Moments:
    """Announce the recognition."""
    yield walker.later(3)
    today = clock.today()
    recognition_announce(
        recognitions=[recognition],
        title=f"关于发布《{recognition.title}》认定结果的公告",
        body="",
        published_on=today,
        implemented_on=today,
        by=walker.cast.secretariat,
    )


STATIONS: dict[str, Station] = {
    S.BEFORE_COUNCIL: before_council,
    S.APPROVED: approved,
    S.RECOGNISED: recognised,
}
