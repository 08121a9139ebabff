"""Calls at the border of two pieces of Python's stack."""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from zsa_portal.outages.room import with_room

CALLS = 1000
DEEPEST = 400


def a_call() -> None:
    """What is called in a loop."""


def at(depth: int) -> None:
    if depth:
        at(depth - 1)
    else:
        for _time in range(CALLS):
            a_call()


def pages_taken() -> int:
    """How many pages of memory calls in a loop take from the system, at the depth where most are."""
    most = 0
    for depth in range(DEEPEST):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        at(depth)
        most = max(most, resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    return most


def in_a_thread(run: Callable[[], int]) -> int:
    """What it returns on a stack of its own, which has no room yet."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def test_no_call_in_a_loop_takes_memory_where_there_is_room():
    assert in_a_thread(with_room(pages_taken)) < CALLS / 10
    assert in_a_thread(pages_taken) >= CALLS


def test_what_is_given_and_returned_and_raised_passes_through():
    assert with_room(divmod)(7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        with_room(divmod)(1, 0)
