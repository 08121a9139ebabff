"""The walker's stations from the application to the comments handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certification.acceptance.actions import recognition_notice_publish
from certification.states import S
from zsa_portal.workflow.perform import catch_up, perform

if TYPE_CHECKING:
    from certification.demo.walk.walker import Moments, Station, Walker
    from certification.models import Recognition

NOTICE_DAYS = 15
FIELD = "next_it"


def acceptance(walker: Walker, recognition: Recognition) -> Moments:
    """Complete the application and submit it."""
    yield walker.later(2)
    recognition.field = FIELD
    recognition.save(update_fields=["field"])
    perform(recognition.submit_application, by=walker.cast.applicant)


def accepted(walker: Walker, recognition: Recognition) -> Moments:
    """Accept the application."""
    yield walker.later(5)
    perform(recognition.accept, by=walker.cast.secretariat)


def notice(walker: Walker, recognition: Recognition) -> Moments:
    """Put the standard on public notice."""
    yield walker.later(1)
    recognition_notice_publish(
        recognitions=[recognition],
        title=f"关于《{recognition.title}》拟认定的公示",
        body="现予公示，欢迎社会各界提出意见。",
        days=NOTICE_DAYS,
        by=walker.cast.secretariat,
    )


def notice_closed(walker: Walker, recognition: Recognition) -> Moments:
    """Let the notice run out."""
    yield from walker.commenting(recognition)
    yield walker.later(NOTICE_DAYS + 1)
    catch_up(recognition)


def panel_forming(walker: Walker, recognition: Recognition) -> Moments:
    """Hand the comments on."""
    yield walker.later(2)
    perform(recognition.hand_comments_on, by=walker.cast.secretariat)


STATIONS: dict[str, Station] = {
    S.ACCEPTANCE: acceptance,
    S.ACCEPTED: accepted,
    S.NOTICE: notice,
    S.NOTICE_CLOSED: notice_closed,
    S.PANEL_FORMING: panel_forming,
}
