"""The stations of a recognition: one of the small association, walked to every state by its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.utils import translation

from certification.acceptance.actions import acceptance_save
from certification.approval.actions import recognition_refuse
from certification.demo.walk import MAIN_LINE, Cast, Walker, samples
from certification.demo.walk.reviewing import judgement
from certification.models import Recognition
from certification.reconsideration.actions import reconsideration_ask
from certification.states import S
from tests import stations
from tests.certification.association import TITLE, small_association
from tests.certification.one_mark import stations as one_mark
from tests.made_forms import forms_made_at_once
from tests.standards.association import START
from tests.walked import Side, cast_at_hand, told_of, walked
from tests.walked import at_station as walked_at
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

REASON = "材料不足。"


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of a recognition, those off the main line from the one before them."""
    with translation.override("en"), forms_made_at_once():
        walker = Walker(small_association(), START)
        yield stations.PEOPLE, told_of(walker.cast)
        yield from one_mark.walk()
        yield from walked(walker, walker.start(TITLE), MAIN_LINE, SIDE)


def _found_lacking(walker: Walker, one: Recognition) -> Recognition:
    """The check found the papers of the drafting stage missing."""
    lacking = samples.CHECKED | {"checks": {}, "notes": {"drafting": "缺少起草阶段材料。"}}
    acceptance_save(recognition=one, values=lacking, by=walker.cast.secretariat)
    return Recognition.objects.get(pk=one.pk)


def _fail(walker: Walker, recognition: Recognition) -> Any:
    """Two of the panel conclude against it: the review is not passed."""
    opened = recognition.ballots.latest("pk")
    sheet = judgement(opened)
    for place, reviewer in enumerate(walker.cast.reviewers):
        choice = "disapprove" if place < 2 else "approve"
        vote_cast(ballot=opened, by=reviewer, choice=choice, reason=REASON, sheet=sheet)
    closed = perform(recognition.close_assessment, by=walker.cast.secretariat)
    return perform(closed.fail_assessment, by=walker.cast.secretariat, reason=REASON)


def reconsider(walker: Walker, recognition: Recognition) -> Any:
    """The body asks for reconsideration of a failed review."""
    return reconsideration_ask(
        recognition=recognition,
        grounds=["fairness"],
        breach="评审未回避。",
        effect="结论因此改变。",
        upload=ContentFile("证明".encode(), name="证明.txt"),
        by=walker.cast.applicant,
    )


def _convene(walker: Walker, recognition: Recognition) -> Any:
    return perform(
        recognition.convene_assessment,
        by=walker.cast.secretariat,
        starts_at=clock.now() + dt.timedelta(days=5),
        place="第一会议室",
        chair=walker.cast.reviewers[0],
        agenda="评审",
    )


SIDE: dict[str, dict[str, Side]] = {
    S.DRAFT: {
        S.DISCARDED: lambda walker, one: perform(one.discard_application, by=walker.cast.applicant),
    },
    S.ACCEPTANCE: {
        S.RETURNED: lambda walker, one: perform(
            _found_lacking(walker, one).return_to_complete,
            by=walker.cast.secretariat,
            reason=REASON,
        ),
        S.REFUSED: lambda walker, one: perform(
            _found_lacking(walker, one).refuse_application,
            by=walker.cast.secretariat,
            reason=REASON,
        ),
        S.WITHDRAWN: lambda walker, one: perform(
            one.withdraw_application, by=walker.cast.applicant, reason=REASON
        ),
    },
    S.PANEL_READY: {S.MEETING: _convene},
    S.BALLOT: {
        S.FAILED: _fail,
        S.RECONSIDERATION: lambda walker, one: reconsider(walker, _fail(walker, one)),
        S.NOT_RECOGNISED: lambda walker, one: perform(
            _fail(walker, one).accept_result, by=walker.cast.applicant
        ),
    },
    S.BEFORE_COUNCIL: {
        S.COUNCIL_REFUSED: lambda walker, one: recognition_refuse(
            recognition=one,
            decision=walker.decision("R1", yes=0, no=9),
            reason=REASON,
            by=walker.cast.council_secretary,
        ),
    },
}


def people_at_hand() -> Cast | None:
    """The small association from its station; None where no stations were walked."""
    return cast_at_hand("certification", Cast)


def at_station(walker: Walker, state: str) -> Recognition | None:
    """The recognition that was walked to a state; see ``walked.at_station``."""
    return walked_at(walker, "certification", Recognition, state)
