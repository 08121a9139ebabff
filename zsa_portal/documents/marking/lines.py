"""The lines of a mark: so wide and so many that each stands on the page whole (forms/mark.html)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

MOST_LINES = 6
COLUMNS = 44
"""How wide a line is at most, a Chinese sign counting two."""
WIDE = "WFA"


def fitted(lines: Sequence[str]) -> list[str]:
    """The lines as a mark shows them; where they are too many the last ends with “…”."""
    found = parted("\n".join(lines))
    if len(found) <= MOST_LINES:
        return found
    *first, last = found[:MOST_LINES]
    return [*first, f"{last[: COLUMNS // 2 - 1]}…"]


def parted(text: str) -> list[str]:
    """The lines of a text, those parted that are too wide: at a space where one is near the end."""
    return [part for line in text.splitlines() for part in _parts(line.strip())]


def _parts(line: str) -> Iterator[str]:
    while line:
        end = _fitting(line)
        if end < len(line) and (space := line.rfind(" ", end // 2, end + 1)) > 0:
            end = space
        yield line[:end].rstrip()
        line = line[end:].lstrip()


def _fitting(line: str) -> int:
    """How many signs of a line are at most so wide."""
    widths = accumulate(2 if unicodedata.east_asian_width(one) in WIDE else 1 for one in line)
    return sum(width <= COLUMNS for width in widths)
