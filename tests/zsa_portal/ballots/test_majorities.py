"""What the figures of a decision say by themselves, also where nobody is in favour."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.ballots.majorities import Figures, MoreOfVotes, ShareOfSeats

pytestmark = pytest.mark.django_db  # whether an abstention is a vote is a setting

HALF = MoreOfVotes(lambda: (1, 2))
TWO_THIRDS = ShareOfSeats(lambda: (2, 3))
DAY = dt.date(2026, 3, 2)


def votes(*, of: int = 9, present: int | None = None, **given: int) -> Figures:
    return Figures(of, of, sum(given.values()) if present is None else present, **given)


def test_nobody_in_favour_is_no_approval_and_a_refusal():
    none = votes(yes=0, no=1)
    assert HALF.no_approval(none) == "0 of 1 votes are not more than 1/2: this is no approval."
    assert HALF.no_refusal(none) == ""
    assert TWO_THIRDS.no_approval(none) == (
        "0 of 9 members are in favour, at least 6 have to be: this is no agreement."
    )
    assert TWO_THIRDS.no_refusal(none) == ""


def test_one_in_favour_of_one_is_an_approval_and_no_refusal():
    one = votes(yes=1, no=0, of=1)
    assert HALF.no_approval(one) == TWO_THIRDS.no_approval(one) == ""
    assert HALF.no_refusal(one) == "1 of 1 votes are more than 1/2: this is no refusal."
    assert TWO_THIRDS.no_refusal(one) == "1 of 1 members are in favour: this is no refusal."


def test_without_votes_the_resolution_speaks_for_a_majority_but_no_share_of_seats():
    silent = Figures(9, 8, 5)
    assert (HALF.no_approval(silent), HALF.no_refusal(silent)) == ("", "")
    assert TWO_THIRDS.no_approval(silent) == "Give the votes: at least 6 of 8 members agree."
    assert TWO_THIRDS.no_refusal(silent) == ""


def test_a_quorum_is_more_than_its_share_of_the_seats():
    def lack(present: int, seats: int = 8) -> list[str]:
        figures = votes(of=seats, present=present)
        return list(figures.seats_lack("Council", DAY, (1, 2)))

    assert lack(4) == [
        "4 of 8 members are no quorum: more than 1/2 of Council have to be present or answer."
    ]
    assert lack(5) == lack(8) == []
    assert lack(9) == [
        "9 present or answering are more than the 8 who sit on Council with a vote on 2026-03-02."
    ]
    assert lack(0, seats=0) == ["Nobody sits on Council with a vote on 2026-03-02."]


def test_abstentions_are_cast_votes():
    assert votes(yes=2, no=1, abstain=1).cast == 4
    assert votes(yes=2, no=1).cast == 3
    assert Figures(9, 9, 5).cast == 0
