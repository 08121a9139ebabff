"""The stations of a recognition: one of the small association, walked to every state by its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
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
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.people.models import Organisation, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

REASON = "材料不足。"
Side = Callable[[Walker, Recognition], Any]


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of a recognition, those off the main line from the one before them."""
    with translation.override("en"), forms_made_at_once():
        walker = Walker(small_association(), START)
        yield stations.PEOPLE, _told(walker.cast)
        yield from one_mark.walk()
        recognition = walker.start(TITLE)
        for state in MAIN_LINE:
            recognition = walker.to(recognition, state)
            yield state, _stood(walker, recognition)
            yield from _beside(walker, recognition)


def _beside(walker: Walker, recognition: Recognition) -> Iterator[tuple[str, stations.Told]]:
    """The states off the main line that a step leads to from here; each is then taken back."""
    now = walker.now
    for state, step in SIDE.get(recognition.state, {}).items():
        with transaction.atomic():
            with walker.at(now + dt.timedelta(days=7)):
                step(walker, Recognition.objects.get(pk=recognition.pk))
            yield state, _stood(walker, recognition)
            transaction.set_rollback(True)
        walker.now = now


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


def _told(cast: Cast) -> stations.Told:
    return {
        name: [one.pk for one in who] if isinstance(who, list) else who.pk
        for name, who in vars(cast).items()
        if who is not None
    }


def _stood(walker: Walker, recognition: Recognition) -> stations.Told:
    return {"recognition": recognition.pk, "now": walker.now.isoformat()}


def people_at_hand() -> Cast | None:
    """The small association from its station; None where no stations were walked."""
    if not stations.known():
        return None
    told = stations.load(f"certification.{stations.PEOPLE}")
    organisation = Organisation.objects.get(pk=told.pop("organisation"))
    keys = [pk for who in told.values() for pk in (who if isinstance(who, list) else [who])]
    users = User.objects.in_bulk(keys)
    people: dict[str, Any] = {
        name: [users[pk] for pk in who] if isinstance(who, list) else users[who]
        for name, who in told.items()
    }
    return Cast(organisation=organisation, **people)


def at_station(walker: Walker, state: str) -> Recognition | None:
    """The recognition that was walked to a state, with the walker's clock at its arrival there.

    None where no stations were walked, or the walker is told to write something else.
    """
    if walker != Walker(walker.cast, START) or not stations.known():
        return None
    told = stations.load(f"certification.{state}")
    walker.now = dt.datetime.fromisoformat(told["now"]).astimezone(START.tzinfo)
    return Recognition.objects.get(pk=told["recognition"])
