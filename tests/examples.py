"""How much a test looks at: few examples and rows each day, many in the long run."""

from __future__ import annotations

from hypothesis import settings

MORE = {"long": 20}


def examples(number: int) -> int:
    """That many examples; in the long run, whose profile is "long", many more."""
    return number * MORE.get(settings.get_current_profile_name(), 1)


def so_many(few: int, many: int) -> int:
    """``few`` each day, ``many`` in the long run."""
    return many if settings.get_current_profile_name() in MORE else few
