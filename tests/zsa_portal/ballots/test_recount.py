"""The recount from the raw votes, by other code, agrees; what was tampered with is named."""

from __future__ import annotations

from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.zsa_portal.ballots.conftest import ALL, VALID, cast, close, secretary
from zsa_portal.ballots.actions import elector_strike, recusal_declare
from zsa_portal.ballots.models import Ballot, Elector, Vote
from zsa_portal.ballots.recount import closed_ballots, differences


def run() -> str:
    out = StringIO()
    call_command("recount", stdout=out, stderr=out)
    return out.getvalue().strip()


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rounds=st.lists(st.text("yna-", min_size=6, max_size=6), min_size=1, max_size=2),
    struck=st.sets(st.integers(0, 5), max_size=2),
    recused=st.sets(st.integers(0, 5), max_size=2),
    kind=st.sampled_from([ALL, VALID]),
)
def test_every_closed_ballot_recounts_the_same(make_ballot, rounds, struck, recused, kind):
    ballot = make_ballot(6, kind=kind)
    for choices in rounds:
        cast(ballot, choices)
    electors = list(ballot.electors.select_related("user").order_by("pk"))
    for place in recused:
        recusal_declare(
            matter=ballot.matter, user=electors[place].user, reason="Kin.", by=secretary(ballot)
        )
    for place in struck:
        elector_strike(elector=electors[place], reason="Gone.", by=secretary(ballot))
    close(ballot)
    mine = next(row for row in closed_ballots() if row["id"] == ballot.pk)
    assert differences(mine) == []


def test_the_command_says_that_all_agree(make_ballot):
    for choices in ("yyn", "yya"):
        ballot = make_ballot(3)
        cast(ballot, choices)
        close(ballot)
    make_ballot(3)
    assert run() == "2 closed ballots recounted: all agree"


def test_a_changed_vote_is_found(make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "yyyn")
    close(ballot)
    with pgtrigger.ignore():
        Vote.objects.filter(choice="disapprove").update(choice="approve")
    with pytest.raises(CommandError, match="1 of 1 closed ballots do not agree"):
        run()
    assert differences(closed_ballots()[0]) == [
        "yes: kept 3, recounted 4",
        "no: kept 1, recounted 0",
    ]


def test_a_changed_result_is_found(make_ballot):
    ballot = make_ballot(4)
    cast(ballot, "yynn")
    kept = close(ballot).result
    with pgtrigger.ignore():
        Ballot.objects.update(result=kept | {"passed": True})
    assert differences(closed_ballots()[0]) == ["passed: kept True, recounted False"]


def test_a_vote_out_of_time_and_one_of_a_struck_elector_are_found(make_ballot):
    ballot = make_ballot(3)
    cast(ballot, "yyy")
    close(ballot)
    first, second, _third = ballot.electors.order_by("pk")
    with pgtrigger.ignore():
        Vote.objects.filter(elector=first).update(cast_at=ballot.closes_at)
        Elector.objects.filter(pk=second.pk).update(
            struck_at=ballot.closes_at, strike_reason="Later."
        )
    assert differences(closed_ballots()[0])[:2] == [
        f"a vote of elector {first.pk} lies outside of the ballot's time",
        f"elector {second.pk} voted, being recused or struck",
    ]
