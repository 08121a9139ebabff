"""How far a bag is, told beside the transaction that makes it."""

from __future__ import annotations

from contextlib import suppress

from django.core.cache import cache

KEPT_SECONDS = 600


def tell(pk: int, done: int, total: int) -> None:
    """Say how many records lie in a bag."""
    # Progress is a courtesy: a cache that is away must not keep a bag from being made.
    with suppress(Exception):
        cache.set(f"bag:{pk}", 100 * done // max(total, 1), KEPT_SECONDS)


def percent_of(pk: int) -> int | None:
    """How much of a bag is made, in percent; None before it began."""
    with suppress(Exception):
        found: int | None = cache.get(f"bag:{pk}")
        return found
    return None
