"""A panel at work: who is recused is replaced, the votes of the others stay (认定 第五、十二、十七条)."""

from __future__ import annotations

import datetime as dt

import pytest

from certification.demo.walk.reviewing import judgement
from certification.models import Recognition
from certification.panels.rules import panel_is_whole
from certification.states import S
from tests.certification.panels.conftest import choose, everybody_answers, invite
from zsa_portal.ballots.actions import recusal_declare, vote_cast
from zsa_portal.ballots.queries import tally
from zsa_portal.people.models import Body
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import StepsUnmet

pytestmark = pytest.mark.django_db


@pytest.fixture
def judging(recognition_at, walker):
    recognition = recognition_at(S.BALLOT)
    with clock.moved_to(walker.now):
        yield recognition


def fresh(recognition):
    return Recognition.objects.get(pk=recognition.pk)


def recuse(recognition, user):
    recusal_declare(matter=recognition, user=user, reason="亲属任职", by=user)


def replace_by(recognition, cast, user, **values):
    choose(recognition, [user.expert], cast.secretariat, **{"chair": None} | values)
    invite(recognition, cast.secretariat)
    everybody_answers(recognition, [user])


def test_a_whole_panel_lacks_nothing(judging):
    assert panel_is_whole.missing(fresh(judging)) == []


@pytest.mark.rule("R12a")
def test_a_recusal_leaves_four_and_blocks_until_replaced(judging, cast):
    recuse(judging, cast.reviewers[4])
    assert panel_is_whole.missing(fresh(judging)) == [
        "The panel has 4 members; at least 5 are needed.",
        "The panel has 4 members: the number has to be odd.",
    ]
    replace_by(judging, cast, cast.experts[0])
    assert panel_is_whole.missing(fresh(judging)) == []


def test_the_votes_of_the_others_stay(judging, cast):
    ballot = judging.ballots.get()
    for user in cast.reviewers:
        vote_cast(ballot=ballot, by=user, choice="approve", sheet=judgement(ballot))
    recuse(judging, cast.reviewers[4])
    replace_by(judging, cast, cast.experts[0])
    counted = tally(ballot)
    assert (counted.yes, counted.silent, counted.base) == (4, 1, 5)
    sheet = judgement(ballot)
    vote_cast(ballot=ballot, by=cast.experts[0], choice="disapprove", reason="不先进", sheet=sheet)
    assert (tally(ballot).yes, tally(ballot).no) == (4, 1)
    steps = LogEntry.objects.filter(matter=judging.pk).values_list("step", flat=True)
    assert {"elector_replace", "panel_seat"} <= set(steps)


def test_the_new_member_has_days_to_judge(judging, cast):
    ballot = judging.ballots.get()
    last = ballot.closes_at - dt.timedelta(hours=1)
    with clock.moved_to(last):
        recuse(judging, cast.reviewers[4])
        replace_by(judging, cast, cast.experts[0])
    ballot.refresh_from_db()
    assert clock.day_of(ballot.closes_at) == clock.day_of(last) + dt.timedelta(days=6)


@pytest.mark.rule("R12a")
def test_a_recused_chair_is_replaced_by_a_chair(judging, cast):
    recuse(judging, cast.reviewers[0])
    assert "The chair of the panel takes no part" in panel_is_whole.missing(fresh(judging))[0]
    expert = cast.experts[0].expert
    choose(judging, [expert], cast.secretariat, chair=None)
    with pytest.raises(StepsUnmet, match="chair"):
        invite(judging, cast.secretariat)
    replace_by(judging, cast, cast.experts[0], chair=expert.pk)
    assert panel_is_whole.missing(fresh(judging)) == []


@pytest.mark.rule("R12b")
def test_who_replaces_brings_the_missing_kind_of_expertise(judging, cast):
    recuse(judging, cast.reviewers[1])
    choose(judging, [cast.experts[0].expert], cast.secretariat, chair=None)
    with pytest.raises(StepsUnmet, match="Standardisation"):
        invite(judging, cast.secretariat)


def test_a_member_is_replaced_before_the_ballot_too(recognition_at, walker, cast):
    ready = recognition_at(S.PANEL_READY)
    with clock.moved_to(walker.now):
        recuse(ready, cast.reviewers[4])
        replace_by(ready, cast, cast.experts[0])
        assert panel_is_whole.missing(fresh(ready)) == []
        seated = {seat.user for seat in ready.panel.seats.current().filter(votes=True)}
    assert cast.experts[0] in seated
    assert cast.reviewers[4] not in seated


def test_of_a_committee_nothing_is_asked(recognition_at, cast):
    recognition = recognition_at(S.PANEL_FORMING)
    recognition.panel = Body.objects.create(kind="committee", code="TC9", name="九")
    assert panel_is_whole.missing(recognition) == []
    recognition.panel = None
    assert panel_is_whole.missing(recognition) == []
