"""Shares in whole numbers: what one is, what exceeds it, the fewest that reach it."""

from __future__ import annotations

import pytest

from zsa_portal.regulations.shares import exceeds, fewest, is_share


@pytest.mark.parametrize("value", [[0, 1], [1, 1], [1, 2], (2, 3)])
def test_a_share_lies_between_nothing_and_the_whole(value):
    assert is_share(value)


@pytest.mark.parametrize(
    "value",
    [None, "12", 1, [1], [1, 2, 3], {1: 1, 2: 2}, [2, 1], [-1, 2], [0, 0], [True, 1], [1.0, 2]],
)
def test_nothing_else_is_a_share(value):
    assert not is_share(value)


def test_more_than_half_is_more_than_half():
    assert [exceeds(number, 8, (1, 2)) for number in (3, 4, 5)] == [False, False, True]
    assert [exceeds(number, 9, [1, 2]) for number in (4, 5)] == [False, True]
    assert not exceeds(0, 0, (1, 2))


def test_the_fewest_are_rounded_up_and_at_least_one():
    assert [fewest(total, (2, 3)) for total in (7, 8, 9, 10)] == [5, 6, 6, 7]
    assert fewest(7, (1, 1)) == 7
    assert fewest(10, (1, 100)) == fewest(0, (1, 2)) == 1
