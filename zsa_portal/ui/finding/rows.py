"""Rows that no statement lists, found by words as the others are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from zsa_portal.ui.finding.folding import fold


def saying(rows: Iterable[Any], typed: str, names: Sequence[str]) -> list[Any]:
    """The rows in whose values of these names every word that was typed stands."""
    words = [fold(word) for word in typed.split()]
    found = []
    for row in rows:
        text = "\n".join(fold(str(_value(row, name) or "")) for name in names)
        if all(word in text for word in words):
            found.append(row)
    return found


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)
