"""The count against an oracle that tries every case instead of reckoning."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zsa_portal.ballots.counting import Tally, count, judged, uncounted_tally
from zsa_portal.regulations.rule import Base, Threshold

POSITIONS = ("approve", "disapprove", "abstain", "recused", "silent", "struck")
places = st.lists(st.sampled_from(POSITIONS), max_size=60)
shares = st.tuples(st.integers(1, 20), st.integers(1, 20)).filter(lambda pair: pair[0] <= pair[1])
bases = st.sampled_from(list(Base))

F13A = Threshold(3, 4, of=Base.ALL_MEMBERS, rule="F13a")
F24 = Threshold(3, 4, of=Base.VALID_VOTES, rule="F24")
R17C = Threshold(3, 4, of=Base.WHOLE_PANEL, rule="R17c")


def heads(places: list[str], of: Base, valid: bool) -> list[str]:
    """The people whom the base is made of, one by one."""
    if of is Base.VALID_VOTES:
        return [p for p in places if p in ("approve", "disapprove") or (valid and p == "abstain")]
    if of is Base.WHOLE_PANEL:
        return [p for p in places if p != "recused"]
    return list(places)


def passes(places: list[str], share: Fraction, of: Base, valid: bool) -> bool:
    """The oracle: as fractions of people, without any rounding."""
    base = heads(places, of, valid)
    return bool(base) and Fraction(sum(p == "approve" for p in base), len(base)) >= share


@given(places=places, share=shares, of=bases, valid=st.booleans())
@example(
    places=["approve"] * 6 + ["disapprove"] * 2, share=(3, 4), of=Base.ALL_MEMBERS, valid=False
)
@example(places=[], share=(3, 4), of=Base.ALL_MEMBERS, valid=False)
@example(places=["abstain"] * 3, share=(3, 4), of=Base.VALID_VOTES, valid=False)
def test_the_count_agrees_with_the_oracle(places, share, of, valid):
    threshold = Threshold(*share, of=of, rule="F13a")
    counted = count(places, threshold, abstention_is_valid=valid)
    assert counted.base == len(heads(places, of, valid))
    assert counted.passed == passes(places, Fraction(*share), of, valid)
    assert counted.electors == len(places)
    assert (counted.lacking == []) == counted.passed


@given(places=places, share=shares, of=bases, valid=st.booleans())
def test_the_needed_figure_is_the_smallest_that_passes_with_this_base(places, share, of, valid):
    threshold = Threshold(*share, of=of, rule="F13a")
    counted = count(places, threshold, abstention_is_valid=valid)
    if counted.base:
        enough = [
            n for n in range(1, counted.base + 1) if Fraction(n, counted.base) >= Fraction(*share)
        ]
        assert counted.needed == min(enough)


@given(places=places, share=shares, valid=st.booleans())
def test_what_is_lacking_is_enough_and_not_more(places, share, valid):
    share_ = Fraction(*share)
    threshold = Threshold(*share, of=Base.VALID_VOTES, rule="F24")
    counted = count(places, threshold, abstention_is_valid=valid)
    if counted.passed or share_ == 1:
        return
    tries = (
        k
        for k in range(1, 2000)
        if passes(places + ["approve"] * k, share_, Base.VALID_VOTES, valid)
    )
    more = next(tries)
    assert counted.lacking[0].startswith(f"{more} more vote")


@given(places=places, of=bases, valid=st.booleans())
def test_a_kept_count_is_read_back_as_it_was(places, of, valid):
    threshold = Threshold(3, 4, of=of, rule="F13a")
    counted = count(places, threshold, abstention_is_valid=valid)
    assert judged(counted.stored(), threshold) == counted


@given(places=places, valid=st.booleans())
def test_one_more_vote_in_favour_never_turns_a_pass_into_a_miss(places, valid):
    before = count(places, F24, abstention_is_valid=valid)
    after = count([*places, "approve"], F24, abstention_is_valid=valid)
    assert after.passed or not before.passed


@pytest.mark.rule("F13a")
@pytest.mark.parametrize(
    ("members", "enough"), [(5, 4), (7, 6), (8, 6), (9, 7), (11, 9), (12, 9), (13, 10), (15, 12)]
)
def test_three_quarters_of_all_members_to_the_vote(members, enough):
    def with_yes(yes: int) -> Tally:
        return count(
            ["approve"] * yes + ["silent"] * (members - yes), F13A, abstention_is_valid=False
        )

    assert with_yes(enough).passed
    assert not with_yes(enough - 1).passed
    assert with_yes(enough - 1).lacking == [
        f"1 more vote in favour is needed: {enough - 1} of {members}, {enough} required."
    ]


@pytest.mark.rule("F13a")
def test_absent_abstaining_and_recused_members_count_in_the_base():
    places = ["approve"] * 5 + ["abstain", "recused", "silent"]
    counted = count(places, F13A, abstention_is_valid=False)
    assert (counted.base, counted.needed, counted.passed) == (8, 6, False)
    assert counted.lacking == ["1 more vote in favour is needed: 5 of 8, 6 required."]


@pytest.mark.rule("F24")
def test_valid_votes_leave_abstentions_out_unless_the_figure_counts_them():
    places = ["approve"] * 6 + ["disapprove"] * 2 + ["abstain"] * 2
    assert count(places, F24, abstention_is_valid=False).passed
    counted = count(places, F24, abstention_is_valid=True)
    assert (counted.base, counted.passed) == (10, False)
    assert counted.lacking == ["6 more votes in favour are needed: 6 of 10 valid votes."]


@pytest.mark.rule("F24")
def test_just_under_three_quarters_of_the_valid_votes_miss():
    counted = count(["approve"] * 74 + ["disapprove"] * 26, F24, abstention_is_valid=False)
    assert not counted.passed
    assert counted.lacking == ["4 more votes in favour are needed: 74 of 100 valid votes."]


@pytest.mark.rule("F24")
def test_nobody_voting_passes_nothing():
    counted = count(["abstain"] * 5, F24, abstention_is_valid=False)
    assert (counted.base, counted.passed) == (0, False)
    assert counted.lacking == ["1 more vote in favour is needed: 0 of 0 valid votes."]


@pytest.mark.rule("R17c")
def test_an_even_panel_counts_the_silent_too():
    assert count(["approve"] * 6 + ["silent"] * 2, R17C, abstention_is_valid=False).passed
    assert not count(["approve"] * 5 + ["silent"] * 3, R17C, abstention_is_valid=False).passed


@pytest.mark.rule("R17c")
def test_a_recused_reviewer_is_in_no_base_of_a_panel():
    six = ["approve"] * 5 + ["silent", "recused"]
    counted = count(six, R17C, abstention_is_valid=False)
    assert (counted.base, counted.needed, counted.passed) == (6, 5, True)


@pytest.mark.rule("F24")
def test_unanimity_lacks_those_who_are_not_in_favour():
    everybody = Threshold(1, 1, of=Base.VALID_VOTES, rule="F24")
    for no in (1, 3):
        counted = count(["approve"] * 2 + ["disapprove"] * no, everybody, abstention_is_valid=False)
        more = "vote in favour is" if no == 1 else "votes in favour are"
        assert counted.lacking == [f"{no} more {more} needed: 2 of {2 + no} valid votes."]


@pytest.mark.rule("F24")
def test_a_figure_that_an_old_count_did_not_keep_is_none():
    counted = judged({"yes": 3, "no": 1, "base": 4}, F24)
    assert (counted.struck, counted.silent, counted.electors, counted.passed) == (0, 0, 4, True)


@pytest.mark.rule("F24")
def test_every_position_is_counted_by_itself():
    places = [position for n, position in enumerate(POSITIONS, 1) for _ in range(n)]
    counted = count(places, F24, abstention_is_valid=True)
    assert counted.stored() == {
        "yes": 1,
        "no": 2,
        "abstain": 3,
        "recused": 4,
        "silent": 5,
        "struck": 6,
        "base": 6,
        "needed": 5,
        "passed": False,
    }
    assert (counted.voted, counted.electors) == (6, 21)


@pytest.mark.rule("F24")
def test_a_ballot_ended_without_outcome_needed_a_vote_and_had_none():
    ended = uncounted_tally(F24)
    assert (ended.needed, ended.electors, ended.base, ended.passed) == (1, 0, 0, False)
    assert not judged(ended.stored(), F24).passed
