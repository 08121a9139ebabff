"""Pieces done by several processes: in order, bounded, and gone with the one that asked.

What is forked must have a single thread, which a worker of the tests has not: the tests of forks run
in a process of their own.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.places import ROOT
from zsa_portal.documents import several
from zsa_portal.documents.several import Undone, done_by_several


def in_its_own_process(test: Callable[[], None]) -> Callable[[], None]:
    """Run a test in a new process of one thread; what it says when it fails is said here."""
    program = f"from {test.__module__} import {test.__name__} as test; test.__wrapped__()"

    @functools.wraps(test)
    def run() -> None:
        words = [sys.executable, "-c", program]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return run


def pieces_of(count):
    return [lambda place=place: f"{place} {os.getpid()}".encode() for place in range(count)]


@in_its_own_process
def test_pieces_come_in_their_order_from_two_other_processes():
    told = []
    made = done_by_several(pieces_of(7), told.append)
    places, processes = zip(*(one.decode().split() for one in made), strict=True)
    assert places == tuple("0123456")
    assert len(set(processes)) == several.PROCESSES
    assert str(os.getpid()) not in processes
    assert told == [1, 2, 3, 4, 5, 6, 7]


@in_its_own_process
def test_much_more_than_a_pipe_holds_comes_whole():
    made = done_by_several([lambda n=n: bytes([n]) * 3_000_000 for n in range(4)], lambda _n: None)
    assert made == [bytes([n]) * 3_000_000 for n in range(4)]


@in_its_own_process
def test_a_single_piece_is_done_here():
    assert done_by_several(pieces_of(1), lambda _n: None) == [f"0 {os.getpid()}".encode()]


def test_beside_another_thread_nothing_is_forked():
    begun, over = threading.Event(), threading.Event()
    other = threading.Thread(target=lambda: (begun.set(), over.wait()))
    other.start()
    begun.wait()
    try:
        made = done_by_several(pieces_of(3), lambda _n: None)
    finally:
        over.set()
        other.join()
    assert [one.decode().split()[1] for one in made] == [str(os.getpid())] * 3


def children():
    task = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}")
    return (task / "children").read_text(encoding="ascii").split()


@in_its_own_process
def test_what_fails_in_a_fork_is_said_and_no_process_is_left():
    def fails():
        raise ValueError("no font")

    before = children()
    with pytest.raises(Undone) as refused:
        done_by_several([fails, lambda: time.sleep(60) or b""], lambda _n: None)
    assert str(refused.value) == "ValueError: no font"
    assert children() == before


@in_its_own_process
def test_a_fork_that_dies_is_noticed():
    before = children()
    with pytest.raises(ChildProcessError):
        done_by_several([lambda: os._exit(3), lambda: b"x"], lambda _n: None)
    assert children() == before


@in_its_own_process
def test_a_caller_that_is_stopped_leaves_no_process():
    class Stopped(Exception):
        pass

    def stop(_done):
        raise Stopped

    before = children()
    with pytest.raises(Stopped):
        done_by_several([lambda: b"x", lambda: time.sleep(60) or b""], stop)
    assert children() == before
