"""Timing and printing."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Times:
    """How long something took, in milliseconds."""

    median: float
    late: float
    """The time that 19 of 20 did not exceed."""

    @classmethod
    def of(cls, found: list[float]) -> Times:
        """The times of a list of milliseconds."""
        return cls(statistics.median(found), statistics.quantiles(found, n=20)[-1])


def times_of(act: Callable[[], Any], *, rounds: int, before: int = 5) -> Times:
    """Time ``act`` so often, after ``before`` rounds that only warm up."""
    for _round in range(before):
        act()
    found = []
    for _round in range(rounds):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return Times.of(found)


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
        print("  ".join(["", first, *others]))
