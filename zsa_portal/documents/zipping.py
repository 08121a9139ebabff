"""What is made as one zip, for archives and people alike: free names, and how far the work is."""

from __future__ import annotations

from contextlib import suppress

from django.core.cache import cache

KEPT_SECONDS = 600


def free_place(place: str, taken: set[str]) -> str:
    """The place of a file in a zip, counted up where one of that name, in any case, lies there.

    ``taken`` holds the places given so far, folded; the new one is added.
    """
    folder, _slash, name = place.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    count, found = 1, place
    while found.casefold() in taken:
        count += 1
        again = f"{stem} ({count}){dot}{ending}" if dot else f"{name} ({count})"
        found = f"{folder}/{again}" if folder else again
    taken.add(found.casefold())
    return found


def tell(job: str, done: int, total: int) -> None:
    """Say how much of a job is done, beside the transaction in which it is done."""
    # Progress is a courtesy: a cache that is away must not keep the work from being done.
    with suppress(Exception):
        cache.set(job, 100 * done // max(total, 1), KEPT_SECONDS)


def percent_of(job: str) -> int | None:
    """How much of a job is done, in percent; None before it began."""
    with suppress(Exception):
        found: int | None = cache.get(job)
        return found
    return None
