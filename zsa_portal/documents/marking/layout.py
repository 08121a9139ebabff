"""Where on a page or picture the marks stand: in squares, side by side over all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

ACROSS = 2
"""How many squares fill the shorter side."""
MOST = 8
"""How many squares at most fill a side, however long and narrow a page is."""


@dataclass(frozen=True)
class Square:
    """A square of a page: its lower left corner, or upper left of a picture, and its side."""

    x: float
    y: float
    side: float


def squares(width: float, height: float) -> Iterator[Square]:
    """The squares of a page of this size, in its own unit, each in the middle of an equal cell."""
    cell = min(width, height) / ACROSS
    columns, rows = (min(MOST, max(1, round(side / cell))) for side in (width, height))
    across, down = width / columns, height / rows
    side = min(across, down)
    for row in range(rows):
        for column in range(columns):
            yield Square(
                column * across + (across - side) / 2, row * down + (down - side) / 2, side
            )
