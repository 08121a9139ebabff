"""A majority at its boundary: 以上 includes the figure, and the tally says what is lacking."""

from __future__ import annotations

import pytest
from django.utils import translation

from standards.planning.papers import APPROVAL_MAJORITY
from standards.review.papers import REVIEW_MAJORITY


@pytest.mark.rule("F13a")
def test_exactly_three_quarters_of_all_members_pass_and_one_vote_less_does_not():
    assert [APPROVAL_MAJORITY.met(yes=yes, base=8) for yes in (5, 6, 7)] == [False, True, True]
    assert [APPROVAL_MAJORITY.needed(base) for base in (5, 7, 8, 9, 13)] == [4, 6, 6, 7, 10]


@pytest.mark.rule("F24")
def test_exactly_three_quarters_of_the_valid_votes_pass():
    assert [REVIEW_MAJORITY.met(yes=yes, base=4) for yes in (2, 3, 4)] == [False, True, True]


@pytest.mark.rule("F24")
def test_nobody_passes_nothing():
    assert REVIEW_MAJORITY.met(yes=0, base=0) is False
    assert REVIEW_MAJORITY.needed(0) == 1


@pytest.mark.rule("F13a")
def test_the_votes_lacking_are_said_with_their_figures():
    with translation.override("en"):
        assert APPROVAL_MAJORITY.lacking(yes=6, base=8) == []
        assert APPROVAL_MAJORITY.lacking(yes=5, base=8) == [
            "1 more vote in favour is needed: 5 of 8, 6 required."
        ]
        assert APPROVAL_MAJORITY.lacking(yes=3, base=8) == [
            "3 more votes in favour are needed: 3 of 8, 6 required."
        ]


@pytest.mark.rule("F13a")
def test_a_single_member_is_a_majority_of_one():
    assert APPROVAL_MAJORITY.met(yes=1, base=1)
    assert not APPROVAL_MAJORITY.met(yes=0, base=1)
