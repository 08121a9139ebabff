"""Keys of rows as pages send them."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404

DIGITS = 18
"""So many digits every key of the database's has at most."""


def is_key(given: str) -> bool:
    """Whether what was sent may be the key of a row."""
    return given.isascii() and given.isdecimal() and len(given) <= DIGITS


def key_of(given: str) -> int:
    """The key that was sent. Http404 for anything else."""
    if not is_key(given):
        raise Http404
    return int(given)


def keys_among(given: Collection[str]) -> set[int]:
    """The keys among what was sent; whatever else is left out."""
    return {int(one) for one in given if is_key(one)}
