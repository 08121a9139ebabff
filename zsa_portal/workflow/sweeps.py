"""What the calendar opens by itself: sweeps that apps declare, run one after the other."""

from __future__ import annotations

from collections.abc import Callable

from zsa_portal.regulations.registry import Registry

Sweep = Callable[[], int]
SWEEPS: Registry[Sweep] = Registry("sweep of the calendar")
"""By a key that carries its app. A sweep is idempotent, opens what is due and returns how much."""


def sweep(key: str) -> Callable[[Sweep], Sweep]:
    """Declare a sweep under its key."""
    return lambda found: SWEEPS.add(key, found)
