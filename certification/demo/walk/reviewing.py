"""The walker's stations from the panel to the passed review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from certification.panels import actions as panels
from certification.panels.models import REVIEW_PANEL
from certification.panels.papers import DECLARATIONS
from certification.panels.records import Place
from certification.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.people.models import Expert
from zsa_portal.workflow.perform import perform

if TYPE_CHECKING:
    from certification.demo.walk.walker import Moments, Station, Walker
    from certification.models import Recognition
    from zsa_portal.people.models import User


def panel_ready(walker: Walker, recognition: Recognition) -> Moments:
    """Let the sub-committee review, or choose, invite and seat the reviewers; the first is chair."""
    yield walker.later(2)
    if walker.cast.panel is None:
        panel_choose(recognition, walker.cast.reviewers, by=walker.cast.secretariat)
        for reviewer in walker.cast.reviewers:
            yield walker.later(0)
            invitation_answer(recognition, reviewer)
    yield walker.later(3)
    perform(recognition.complete_panel, by=walker.cast.secretariat, panel=walker.cast.panel)


def panel_choose(recognition: Recognition, reviewers: Sequence[User], *, by: User) -> None:
    """Choose these experts, the first as chair, and invite them."""
    found = dict(Expert.objects.filter(user__in=reviewers).values_list("user", "pk"))
    experts = [found[reviewer.pk] for reviewer in reviewers]
    panels.panel_choose_and_invite(
        matter=recognition,
        kind=REVIEW_PANEL,
        choice=panels.Choice(experts, experts[0], drafters="示范起草单位"),
        by=by,
    )


def invitation_answer(recognition: Recognition, reviewer: User) -> None:
    """Let an invited expert accept and sign."""
    place = Place.objects.select_related("plan__matter").get(
        plan__matter=recognition.pk, user=reviewer, ended_at=None
    )
    panels.invitation_accept(place=place, signed=list(DECLARATIONS), by=reviewer)


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
