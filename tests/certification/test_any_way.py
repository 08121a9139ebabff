"""A recognition driven any way there is: random people, steps and clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from certification.acceptance.actions import recognition_notice_publish
from certification.approval.actions import (
    recognition_announce,
    recognition_approve,
    recognition_refuse,
)
from certification.demo.walk import Walker
from certification.demo.walk.reviewing import invitation_answer, panel_choose
from certification.models import Recognition
from certification.reconsideration.actions import reconsideration_ask
from certification.states import S
from tests.any_way import AnyWay, driven, ways_by_hand
from tests.certification.stations import at_station
from tests.standards.association import START
from zsa_portal.engagements.models import Engagement
from zsa_portal.people.models import Expert, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

MOVES = 12


def complete_panel(one: Recognition, reviewers: list[User], user: User) -> Recognition:
    """Choose and invite the reviewers, let them answer, and complete the panel."""
    panel_choose(one, reviewers, by=user)
    for reviewer in reviewers:
        invitation_answer(one, reviewer)
    return perform(one.complete_panel, by=user)


def acts_of(walker: Walker) -> dict[str, Any]:
    """How the steps are taken that ask for more than a reason."""
    return {
        "ask_experts": lambda one, user: perform(
            one.ask_experts,
            by=user,
            experts=list(Expert.objects.filter(user__in=walker.cast.experts)),
            question="是否成立？",
        ),
        "release_asked_expert": lambda one, user: perform(
            one.release_asked_expert,
            by=user,
            engagement=one.engagements.first() or Engagement(),
            reason="理由",
        ),
        "open_notice": lambda one, user: recognition_notice_publish(
            recognitions=[one], title="公示", body="公示", days=15, by=user
        ),
        "complete_panel": lambda one, user: complete_panel(one, walker.cast.reviewers, user),
        "convene_assessment": lambda one, user: perform(
            one.convene_assessment,
            by=user,
            starts_at=clock.now() + dt.timedelta(days=3),
            place="会议室",
            chair=walker.cast.reviewers[0],
            agenda="评审",
        ),
        "ask_for_reconsideration": lambda one, user: reconsideration_ask(
            recognition=one,
            grounds=["openness"],
            breach="未公开。",
            effect="影响结论。",
            upload=ContentFile("证明".encode(), name="证明.txt"),
            by=user,
        ),
        "announce": lambda one, user: recognition_announce(
            recognitions=[one],
            title="公告",
            body="",
            published_on=clock.today(),
            implemented_on=clock.today(),
            by=user,
        ),
        "approve": lambda one, user: recognition_approve(
            recognitions=[one], decision=walker.decision(f"R{one.pk}"), by=user
        ),
        "close_after_refusal": lambda one, user: recognition_refuse(
            recognition=one,
            decision=walker.decision(f"R{one.pk}", yes=0, no=9),
            reason="不同意",
            by=user,
        ),
    }


@driven(30)
@given(data=st.data())
def test_no_way_is_illegal(walker, data):
    with transaction.atomic():
        own = Walker(walker.cast, START)
        state = data.draw(st.sampled_from(list(S.values)), label="state")
        recognition = at_station(own, state) or own.to(own.start("x"), S.DRAFT)
        cast = own.cast
        people = [cast.applicant, cast.secretariat, cast.reviewers[0], cast.council_secretary]
        AnyWay(recognition, own.now, people, acts_of(own)).go(data, MOVES)
        transaction.set_rollback(True)


def test_every_way_by_hand_is_tried():
    assert len(ways_by_hand(Recognition)) > len(acts_of(Walker.__new__(Walker)))
