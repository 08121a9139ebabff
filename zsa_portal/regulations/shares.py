"""Shares that a setting holds as [numerator, denominator], in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

Share = Sequence[int]
"""Numerator and denominator, as a tuple in code and a list in a stored setting."""

PARTS = 2


def is_share(value: object) -> bool:
    """Whether a value is a share from nothing to the whole: ``[n, d]`` with 0 <= n <= d, d > 0."""
    if not isinstance(value, list | tuple) or len(value) != PARTS:
        return False
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in value):
        return False
    part, whole = value
    return bool(0 <= part <= whole and whole > 0)


def exceeds(number: int, total: int, share: Share) -> bool:
    """Whether a number is more than the share of a total."""
    part, whole = share
    return whole * number > part * total


def fewest(total: int, share: Share) -> int:
    """The fewest that are at least the share of a total, and at least one."""
    part, whole = share
    return max(1, -(-part * total // whole))
