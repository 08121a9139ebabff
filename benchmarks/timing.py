"""Timing and printing."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Verdicts = list[str]
"""What lies over its limit, one sentence each."""


@dataclass(frozen=True)
class Times:
    """How long something took, in milliseconds."""

    median: float
    late: float
    """The time that 19 of 20 did not exceed."""
    own: float
    """The median of what this process computed; the rest is the database and whoever else works."""
    each: tuple[float, ...]
    """All times in the order of the rounds."""

    def beside(self, other: Times) -> float:
        """How many times as long as another act of the same rounds: the median of all rounds."""
        pairs = zip(self.each, other.each, strict=True)
        return statistics.median(mine / theirs for mine, theirs in pairs)


def times_in_turn(
    acts: Sequence[Callable[[], Any]], *, rounds: int, before: int = 3
) -> list[Times]:
    """Time acts in turn, so that what else the machine does hits all; ``before`` rounds warm up."""
    found: list[list[tuple[float, float]]] = [[] for _act in acts]
    for turn in range(before + rounds):
        for act, times in zip(acts, found, strict=True):
            took = _time(act)
            if turn >= before:
                times.append(took)
    return [summary(times) for times in found]


def _time(act: Callable[[], Any]) -> tuple[float, float]:
    begun, computed = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - begun) * 1000, (time.process_time() - computed) * 1000


def summary(found: list[tuple[float, float]]) -> Times:
    """The times of an act from what passed and what was computed in each round."""
    passed, own = zip(*found, strict=True)
    late = statistics.quantiles(passed, n=20)[-1]
    return Times(statistics.median(passed), late, statistics.median(own), passed)


def verdict(good: bool) -> str:  # noqa: FBT001 - it is the one thing asked
    """How a figure stands to its limit."""
    return "ok" if good else "OVER"


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table, the first column to the left and the others to the right."""
    lines = [list(heads), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    print(f"\n{title}")
    for line in lines:
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(["", first, *others]).rstrip(), flush=True)
