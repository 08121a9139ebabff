"""How many examples a test of hypothesis looks at: few each day, many in the long run."""

from __future__ import annotations

from hypothesis import settings

MORE = {"long": 20}


def examples(number: int) -> int:
    """That many examples; in the long run, whose profile is "long", many more."""
    return number * MORE.get(settings.get_current_profile_name(), 1)
