"""Work in pieces, done by several processes at once, each a fork of this one.

A fork shares what this process holds, such as fonts and styles, so that two need little more memory
than one. Only a process of a single thread is forked: a lock that another thread holds would stay
held in the fork for ever. In any other process the pieces are done one after the other.
"""

from __future__ import annotations

import gc
import os
import selectors
import signal
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import NoReturn

PROCESSES = 2
HEAD = struct.Struct("!QQ")
"""What goes before a piece's bytes: its place, and their number."""
FAILED = 2**64 - 1
"""Stands for the place where a piece failed; the bytes then say why."""
AT_ONCE = 1 << 20
TASKS = Path("/proc/self/task")
Piece = Callable[[], bytes]
Tell = Callable[[int], None]


class Undone(Exception):
    """A piece could not be done in a fork; the message says which and why."""


def done_by_several(pieces: Sequence[Piece], tell: Tell) -> list[bytes]:
    """What each piece gives, in their order; ``tell`` hears how many are done.

    A piece asks no database. Raises Undone when one fails in a fork, ChildProcessError when a fork
    dies, and in a single process what the piece itself raises. No fork outlives the call.
    """
    found: dict[int, bytes] = {}
    with closing(_done(pieces)) as done:
        for place, made in done:
            found[place] = made
            tell(len(found))
    return [found[place] for place in range(len(pieces))]


def _done(pieces: Sequence[Piece]) -> Iterator[tuple[int, bytes]]:
    if len(pieces) == 1 or not is_single():
        yield from ((place, piece()) for place, piece in enumerate(pieces))
        return
    with ExitStack() as running, selectors.DefaultSelector() as waiting:
        for share in range(min(PROCESSES, len(pieces))):
            waiting.register(running.enter_context(_fork(pieces, share)), selectors.EVENT_READ)
        while waiting.get_map():
            for ready, _events in waiting.select():
                if head := _exactly(ready.fd, HEAD.size):
                    place, size = HEAD.unpack(head)
                    made = _exactly(ready.fd, size)
                    if place == FAILED:
                        raise Undone(made.decode())
                    yield place, made
                else:
                    waiting.unregister(ready.fileobj)


def is_single() -> bool:
    """Whether this process has no thread beside this one, so that it may be forked."""
    with suppress(OSError):
        return threading.active_count() == 1 and len(list(TASKS.iterdir())) == 1
    return False


def _exactly(reading: int, size: int) -> bytes:
    """So many bytes of a pipe; none where it ended. Raises ChildProcessError if it ends between."""
    found = bytearray()
    while len(found) < size and (more := os.read(reading, min(size - len(found), AT_ONCE))):
        found += more
    if found and len(found) < size:
        raise ChildProcessError("a process died while it wrote a piece")
    return bytes(found)


@contextmanager
def _fork(pieces: Sequence[Piece], share: int) -> Iterator[int]:
    """A fork that does its share of the pieces: the pipe of what it gives. It is gone afterwards."""
    reading, writing = os.pipe()
    gc.freeze()
    child = os.fork()
    if child == 0:
        _work(pieces, share, writing)
    gc.unfreeze()
    os.close(writing)
    try:
        yield reading
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(reading)
    _pid, status = os.waitpid(child, 0)
    if status:
        raise ChildProcessError(f"a process ended with {os.waitstatus_to_exitcode(status)}")


def _work(pieces: Sequence[Piece], share: int, writing: int) -> NoReturn:
    """What a fork does; it never comes back to what its parent was about."""
    code = 1
    try:
        for ours in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1):
            signal.signal(ours, signal.SIG_DFL)
        with os.fdopen(writing, "wb") as out:
            for place in range(share, len(pieces), PROCESSES):
                out.write(_told(place, pieces[place]))
                out.flush()
        code = 0
    finally:
        os._exit(code)


def _told(place: int, piece: Piece) -> bytes:
    try:
        made = piece()
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent says it
        place, made = FAILED, f"{type(error).__name__}: {error}".encode()
    return HEAD.pack(place, len(made)) + made
