"""Two hundred votes at once on fifty seats, on real connections."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count

from tests.zsa_portal.ballots.conftest import MORNING, close, members
from zsa_portal.ballots.actions import ballot_close, recusal_declare, vote_cast
from zsa_portal.ballots.models import Ballot, Vote
from zsa_portal.ballots.queries import tally
from zsa_portal.ballots.recount import closed_ballots, differences
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 16


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Do all acts on connections of their own; an exception is the act's outcome."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            with clock.moved_to(MORNING):
                return act()
        except Exception as error:  # noqa: BLE001 - it is the outcome
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, acts))


def test_two_hundred_votes_on_fifty_seats_leave_one_live_vote_a_seat(make_ballot):
    ballot = make_ballot(50)
    dice = random.Random(7)
    rounds = [
        (member, f"{member.pk}-{number}", dice.choice(["approve", "disapprove", "abstain"]))
        for member in members(ballot)
        for number in range(4)
    ]
    dice.shuffle(rounds)
    outcomes = at_once(
        [
            lambda m=member, r=reason, c=choice: vote_cast(ballot=ballot, by=m, choice=c, reason=r)
            for member, reason, choice in rounds
        ]
    )
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert Vote.objects.count() == 200
    assert set(Vote.objects.values_list("reason", flat=True)) == {
        reason for _m, reason, _c in rounds
    }
    live = Vote.objects.filter(replaced_at=None).values("elector").annotate(number=Count("pk"))
    assert sorted(row["number"] for row in live) == [1] * 50
    for elector in ballot.electors.all():
        rows = list(elector.votes.order_by("pk").values_list("replaced_at", flat=True))
        assert [row is None for row in rows] == [False, False, False, True]
    assert LogEntry.objects.filter(matter=ballot.matter_id, step="vote_cast").count() == 50
    assert LogEntry.objects.filter(matter=ballot.matter_id, step="vote_change").count() == 150
    assert tally(ballot).voted == 50
    close(ballot)
    assert differences(closed_ballots()[0]) == []


def test_two_hundred_clicks_on_one_seat_are_one_vote(make_ballot):
    ballot = make_ballot(1)
    voter = members(ballot)[0]
    outcomes = at_once([lambda: vote_cast(ballot=ballot, by=voter, choice="approve")] * 200)
    assert {one.pk for one in outcomes} == {Vote.objects.get().pk}


def test_closing_against_voters_counts_exactly_what_was_accepted(make_ballot):
    ballot = make_ballot(12)
    voters = members(ballot)

    def shut() -> Ballot:
        with held(ballot.matter):
            return ballot_close(ballot=ballot, by=None)

    acts: list[Callable[[], Any]] = [
        lambda m=member: vote_cast(ballot=ballot, by=m, choice="approve") for member in voters
    ]
    acts += [shut] * 4 + [
        lambda m=member: vote_cast(ballot=ballot, by=m, choice="abstain") for member in voters
    ]
    outcomes = at_once(acts)
    unexpected = [
        one for one in outcomes if isinstance(one, Exception) and not isinstance(one, Refusal)
    ]
    assert unexpected == []
    ballot = Ballot.objects.get(pk=ballot.pk)
    if ballot.closed_at is None:
        ballot = close(ballot)
    live = Vote.objects.filter(replaced_at=None)
    assert ballot.result["yes"] == live.filter(choice="approve").count()
    assert ballot.result["abstain"] == live.filter(choice="abstain").count()
    assert differences(closed_ballots()[0]) == []


def test_a_recusal_against_its_own_vote_leaves_no_live_vote(make_ballot):
    ballot = make_ballot(5)
    voters = members(ballot)
    acts: list[Callable[[], Any]] = []
    for member in voters:
        acts.append(lambda m=member: vote_cast(ballot=ballot, by=m, choice="approve"))
        acts.append(
            lambda m=member: recusal_declare(matter=ballot.matter, user=m, reason="Kin.", by=m)
        )
    outcomes = at_once(acts)
    assert {type(one) for one in outcomes if isinstance(one, Exception)} <= {Refusal}
    assert Vote.objects.filter(replaced_at=None).count() == 0
    assert tally(ballot).recused == 5
