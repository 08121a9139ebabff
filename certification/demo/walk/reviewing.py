"""The walker's stations from the panel to the passed review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import translation

from certification.assessment.actions import change_check, changes_answer, changes_list_save
from certification.assessment.papers import REVISED_TEXT
from certification.assessment.rules import asked_by_reviewers, changes_of
from certification.panels.actions import answering, choosing
from certification.panels.models import REVIEW_PANEL
from certification.panels.papers import DECLARATIONS
from certification.panels.records import Place
from certification.states import S
from zsa_portal.ballots import actions as ballots
from zsa_portal.documents.actions import document_add
from zsa_portal.people.models import Expert
from zsa_portal.workflow.perform import perform

if TYPE_CHECKING:
    from certification.demo.walk.walker import Moments, Station, Walker
    from certification.models import Recognition
    from zsa_portal.ballots.models import Ballot
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


def panel_choose(
    recognition: Recognition, reviewers: Sequence[User], *, by: User, drafters: str = "示范起草单位"
) -> None:
    """Choose these experts, the first as chair, and invite them."""
    found = dict(Expert.objects.filter(user__in=reviewers).values_list("user", "pk"))
    experts = [found[reviewer.pk] for reviewer in reviewers]
    choosing.panel_choose_and_invite(
        matter=recognition,
        kind=REVIEW_PANEL,
        choice=choosing.Choice(experts, experts[0], drafters=drafters),
        by=by,
    )


def invitation_answer(recognition: Recognition, reviewer: User) -> None:
    """Let an invited expert accept and sign."""
    place = Place.objects.select_related("plan__matter").get(
        plan__matter=recognition.pk, user=reviewer, ended_at=None
    )
    answering.invitation_accept(place=place, signed=list(DECLARATIONS), by=reviewer)


def ballot(walker: Walker, recognition: Recognition) -> Moments:
    """Open the panel's judgement by letter."""
    yield walker.later(2)
    perform(recognition.open_assessment, by=walker.cast.secretariat, days=10)


def judgement(opened: Ballot) -> dict[str, dict[str, str]]:
    """A score sheet on which every item has the first answer, with a reason."""
    with translation.override("zh-hans"):
        return {
            item.key: {"answer": item.values[0], "reason": f"{item.label}：符合要求。"}
            for item in opened.items
        }


def judge(walker: Walker, recognition: Recognition) -> None:
    """Every reviewer passes the standard; the first asks for a change."""
    opened = recognition.ballots.latest("pk")
    sheet = judgement(opened)
    for place, reviewer in enumerate(walker.cast.reviewers):
        asked = [] if place else walker.changes_asked(recognition)
        ballots.vote_cast(ballot=opened, by=reviewer, choice="approve", sheet=sheet, changes=asked)


def ballot_closed(walker: Walker, recognition: Recognition) -> Moments:
    """Let every reviewer judge, and close the judgement."""
    yield walker.later(3)
    judge(walker, recognition)
    yield walker.later(1)
    perform(recognition.close_assessment, by=walker.cast.secretariat)


def changes(walker: Walker, recognition: Recognition) -> Moments:
    """Merge what the reviewers ask for into one list, and ask the body for it."""
    yield walker.later(2)
    wishes = asked_by_reviewers(recognition)
    rows = [
        {"clause": one["clause"], "change": one["change"], "covers": [key]}
        for key, one in wishes.items()
    ]
    changes_list_save(recognition=recognition, rows=rows, by=walker.cast.secretariat)
    perform(recognition.ask_for_changes, by=walker.cast.secretariat)


def changes_check(walker: Walker, recognition: Recognition) -> Moments:
    """Make the changes, and add the text with them."""
    yield walker.later(10)
    by = walker.cast.applicant
    answers = {change.pk: walker.answer(change.clause) for change in changes_of(recognition)}
    changes_answer(recognition=recognition, answers=answers, by=by)
    upload = walker.file("修改稿", f"{recognition.title}（修改稿）")
    document_add(matter=recognition, kind=REVISED_TEXT, upload=upload, by=by)
    perform(recognition.submit_changes, by=by)


def passed(walker: Walker, recognition: Recognition) -> Moments:
    """Confirm the changes one by one."""
    yield walker.later(3)
    by = walker.cast.secretariat
    for change in changes_of(recognition):
        change_check(recognition=recognition, change=change.pk, objection="", by=by)
    perform(recognition.confirm_changes, by=by)


STATIONS: dict[str, Station] = {
    S.PANEL_READY: panel_ready,
    S.BALLOT: ballot,
    S.BALLOT_CLOSED: ballot_closed,
    S.CHANGES: changes,
    S.CHANGES_CHECK: changes_check,
    S.PASSED: passed,
}
