"""Recusal forbids voting only: the seat stays in the base."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.zsa_portal.ballots.conftest import MORNING, cast, close, members, secretary
from tests.zsa_portal.ballots.test_actions import owing
from zsa_portal.ballots.actions import recusal_declare, recusal_lift, vote_cast
from zsa_portal.ballots.models import Vote
from zsa_portal.ballots.queries import open_ballots_of, tally
from zsa_portal.workflow.models import LogEntry, Recusal
from zsa_portal.workflow.refusals import BadValue, Refusal


def test_a_recused_member_does_not_vote_and_counts_in_the_base(make_ballot):
    ballot = make_ballot(8)
    member = members(ballot)[7]
    recusal_declare(matter=ballot.matter, user=member, reason="My company.", by=member)
    with pytest.raises(Refusal) as refused:
        vote_cast(ballot=ballot, by=member, choice="approve")
    assert refused.value.reasons == ["You are recused in this matter and do not vote."]
    assert member not in owing(ballot)
    assert open_ballots_of(member) == []
    counted = tally(ballot)
    assert (counted.recused, counted.silent, counted.base) == (1, 7, 8)


@pytest.mark.rule("F13a")
def test_the_base_keeps_the_recused(make_ballot):
    ballot = make_ballot(4)
    recusal_declare(
        matter=ballot.matter, user=members(ballot)[3], reason="Kin.", by=members(ballot)[3]
    )
    cast(ballot, "yyn")
    assert tally(ballot).lacking == ["1 more vote in favour is needed: 2 of 4, 3 required."]


def test_a_vote_cast_before_the_recusal_falls_away(make_ballot):
    ballot = make_ballot(4)
    member = members(ballot)[0]
    vote_cast(ballot=ballot, by=member, choice="approve")
    recusal_declare(matter=ballot.matter, user=member, reason="Kin.", by=secretary(ballot))
    assert Vote.objects.get().replaced_at == MORNING
    assert (tally(ballot).yes, tally(ballot).recused) == (0, 1)


def test_a_recusal_written_by_others_is_honoured_at_closing(make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "yyyy")
    member = members(ballot)[0]
    Recusal.objects.create(
        matter_id=ballot.matter_id, user=member, reason="Kin.", declared_by=member
    )
    assert (tally(ballot).yes, tally(ballot).recused) == (3, 1)
    closed = close(ballot)
    assert (closed.result["yes"], closed.result["recused"], closed.result["passed"]) == (3, 1, True)
    assert Vote.objects.filter(cast_by=member, replaced_at=None).count() == 0


def test_another_representative_of_the_member_may_vote(make_ballot, make_user):
    ballot, second = make_ballot(4), make_user()
    elector = ballot.electors.order_by("pk").first()
    recusal_declare(matter=ballot.matter, user=elector.user, reason="Kin.", by=secretary(ballot))
    elector.seat.user = second
    elector.seat.save()
    vote_cast(ballot=ballot, by=second, choice="approve")
    assert (tally(ballot).yes, tally(ballot).recused) == (1, 0)


def test_a_recusal_is_logged_with_its_reason(make_ballot):
    ballot = make_ballot(4)
    member = members(ballot)[0]
    recusal = recusal_declare(matter=ballot.matter, user=member, reason=" Kin. ", by=member)
    entry = LogEntry.objects.filter(matter=ballot.matter_id).first()
    assert (entry.step, entry.by, entry.reason) == ("recusal_declare", member, "Kin.")
    assert entry.values == {"recusal": f"zsa_workflow.recusal:{recusal.pk}"}


def test_only_oneself_or_a_secretary_declares(make_ballot):
    ballot = make_ballot(4)
    one, other = members(ballot)[2:]
    for by in (other, ballot.matter.people["applicant"]):
        with pytest.raises(PermissionDenied):
            recusal_declare(matter=ballot.matter, user=one, reason="Kin.", by=by)
    with pytest.raises(BadValue) as refused:
        recusal_declare(matter=ballot.matter, user=one, reason=" ", by=one)
    assert refused.value.field == "reason"
    assert Recusal.objects.count() == 0


def test_nobody_is_recused_twice(make_ballot):
    ballot = make_ballot(4)
    member = members(ballot)[2]
    recusal_declare(matter=ballot.matter, user=member, reason="Kin.", by=member)
    with pytest.raises(BadValue) as refused:
        recusal_declare(matter=ballot.matter, user=member, reason="Kin.", by=member)
    assert str(refused.value) == f"{member.name} is recused already."


def test_a_lifted_recusal_lets_vote_again(make_ballot):
    ballot = make_ballot(4)
    member = members(ballot)[2]
    recusal = recusal_declare(matter=ballot.matter, user=member, reason="Kin.", by=member)
    with pytest.raises(PermissionDenied):
        recusal_lift(recusal=recusal, reason="Not kin.", by=member)
    for _time in range(2):
        recusal_lift(recusal=recusal, reason="Not kin.", by=secretary(ballot))
    assert member in owing(ballot)
    vote_cast(ballot=ballot, by=member, choice="approve")
    assert tally(ballot).yes == 1
    assert LogEntry.objects.filter(step="recusal_lift").count() == 1


def test_a_secretary_does_not_lift_the_own_recusal(make_ballot):
    ballot = make_ballot(4)
    own = secretary(ballot)
    recusal = recusal_declare(matter=ballot.matter, user=own, reason="Kin.", by=own)
    with pytest.raises(PermissionDenied):
        recusal_lift(recusal=recusal, reason="Never mind.", by=own)
