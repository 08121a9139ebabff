"""An elector of a panel is replaced while the ballot goes on; the votes of the others stay."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from tests.zsa_portal.ballots.conftest import (
    ALL,
    MORNING,
    PANEL,
    cast,
    close,
    members,
)
from zsa_portal.ballots.actions import (
    ballot_close,
    elector_replace,
    recusal_declare,
    vote_cast,
)
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.queries import elector_of, open_ballots_of, tally
from zsa_portal.ballots.recount import closed_ballots, differences
from zsa_portal.people.models import Seat
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def ballot(make_ballot):
    """A panel of five of whom four have voted in favour and the fifth against, then recused."""
    opened = make_ballot(5, kind=PANEL, days=7)
    cast(opened, "yyyyn")
    last = members(opened)[-1]
    recusal_declare(matter=opened.matter, user=last, reason="Employer.", by=last)
    return opened


def another(ballot, make_user):
    return Seat.objects.create(body=ballot.body, user=make_user(), starts=clock.today())


def swap(ballot, seat, **values):
    old = ballot.electors.order_by("pk")[4]
    given = {"elector": old, "seat": seat, "reason": "Recused.", "by": None} | values
    with held(ballot.matter):
        return elector_replace(**given)


def test_the_votes_of_the_others_stay_and_the_new_one_owes_a_vote(ballot, make_user):
    seat = another(ballot, make_user)
    swap(ballot, seat)
    counted = tally(Ballot.objects.get(pk=ballot.pk))
    assert (counted.yes, counted.no, counted.silent, counted.base) == (4, 0, 1, 5)
    owing = Duty.objects.filter(key=ballot.duty_key, done_at=None)
    assert [duty.party.user for duty in owing] == [seat.user]
    assert [one.ballot for one in open_ballots_of(seat.user)] == [ballot]
    entry = LogEntry.objects.filter(matter=ballot.matter_id).first()
    assert (entry.step, entry.reason) == ("elector_replace", "Recused.")


def test_who_was_replaced_votes_no_more_and_the_new_one_does(ballot, make_user):
    gone, seat = members(ballot)[-1], another(ballot, make_user)
    swap(ballot, seat)
    assert elector_of(ballot, gone) is None
    vote_cast(ballot=ballot, by=seat.user, choice="disapprove", reason="No.")
    closed = close(ballot)
    assert (closed.result["yes"], closed.result["no"], closed.result["base"]) == (4, 1, 5)
    assert [differences(one) for one in closed_ballots()] == [[]]


def test_while_the_recused_is_not_replaced_the_base_is_without(ballot):
    closed = close(ballot)
    assert (closed.result["base"], closed.result["recused"]) == (4, 1)
    assert [differences(one) for one in closed_ballots()] == [[]]


def test_the_new_one_has_time_and_so_have_those_who_owe_a_vote(ballot, make_user):
    with clock.moved_to(MORNING + dt.timedelta(days=6)):
        swap(ballot, another(ballot, make_user), days=5)
    fresh = Ballot.objects.get(pk=ballot.pk)
    assert fresh.closes_at == dt.datetime(2026, 3, 14, tzinfo=clock.SHANGHAI)
    owing = Duty.objects.filter(key=ballot.duty_key, done_at=None)
    assert {duty.due_at for duty in owing} == {fresh.closes_at}


def test_a_ballot_with_time_enough_ends_when_it_was_to(ballot, make_user):
    swap(ballot, another(ballot, make_user), days=5)
    assert Ballot.objects.get(pk=ballot.pk).closes_at == ballot.closes_at


def test_no_panel_is_shortened_by_the_back_door(ballot):
    early = ballot.closes_at - dt.timedelta(days=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(closes_at=early)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_replacement_has_a_reason(ballot, make_user, reason):
    with pytest.raises(BadValue) as refused:
        swap(ballot, another(ballot, make_user), reason=reason)
    assert refused.value.field == "reason"


def test_the_seat_votes_on_the_body_today(ballot, make_user, make_committee):
    foreign = Seat.objects.filter(body=make_committee(1)).first()
    later = Seat.objects.create(
        body=ballot.body, user=make_user(), starts=clock.today() + dt.timedelta(days=1)
    )
    silent = Seat.objects.create(
        body=ballot.body, user=make_user(), votes=False, starts=clock.today()
    )
    for seat in (foreign, later, silent):
        with pytest.raises(BadValue) as refused:
            swap(ballot, seat)
        assert refused.value.field == "seat"


def test_neither_a_recused_nor_one_who_judges_already_is_the_new_one(ballot, make_user):
    seat = another(ballot, make_user)
    recusal_declare(matter=ballot.matter, user=seat.user, reason="Too.", by=seat.user)
    with pytest.raises(BadValue, match="recused"):
        swap(ballot, seat)
    with pytest.raises(BadValue, match="judges already"):
        swap(ballot, ballot.electors.order_by("pk")[0].seat)


def test_nobody_is_replaced_twice_or_after_closing(ballot, make_user):
    swap(ballot, another(ballot, make_user))
    with pytest.raises(Refusal, match="replaced already"):
        swap(ballot, another(ballot, make_user))
    vote_cast(ballot=ballot, by=members(ballot)[-1], choice="approve")
    with held(ballot.matter):
        ballot_close(ballot=ballot, by=None)
    first = ballot.electors.order_by("pk")[0]
    with pytest.raises(Refusal, match="closed already"):
        swap(ballot, another(ballot, make_user), elector=first)


def test_only_a_panel_replaces(make_ballot, make_user):
    committee = make_ballot(5, kind=ALL)
    with pytest.raises(Refusal, match="whole panel"):
        swap(committee, another(committee, make_user))
