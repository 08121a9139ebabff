"""Processes on Linux: started so that they end with us, found again and ended if they did not."""

import ctypes
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
SECONDS_TO_DIE = 5.0
MARK = "ZSA_PORTAL_RUN"
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent(number: int) -> None:
    """Ask the kernel to send this signal to the calling process when its parent dies."""
    _libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def identity(user: tuple[int, int] | None) -> dict[str, Any]:
    """Return what subprocess needs to start a program as that uid and gid, with no other group."""
    return {"user": user[0], "group": user[1], "extra_groups": []} if user else {}


def born(pid: int) -> str:
    """Return when the process started, in the kernel's ticks: pids are used again, this is not."""
    fields = _stat(pid)
    return fields[19] if fields else ""


def is_alive(pid: int) -> bool:
    fields = _stat(pid)
    return bool(fields) and fields[0] != "Z"


def group_of(pid: int) -> Iterator[int]:
    """Yield the living members of a process group."""
    for other in _all_pids():
        fields = _stat(other)
        if fields and fields[0] != "Z" and fields[2] == str(pid):
            yield other


def marked(value: str) -> Iterator[int]:
    """Yield the processes that were started with our mark in their environment."""
    wanted = f"{MARK}={value}".encode()
    for pid in _all_pids():
        try:
            environment = Path(f"/proc/{pid}/environ").read_bytes()
        except OSError:
            continue
        if wanted in environment.split(b"\0") and is_alive(pid):
            yield pid


def end(pid: int, *, first: int = signal.SIGTERM, seconds: float = SECONDS_TO_DIE) -> None:
    """End one process: ask, wait, then kill. One that is gone, or not ours to end, is left."""
    for number in (first, signal.SIGKILL):
        if not _send(pid, number):
            return
        if _wait_until_gone(pid, seconds):
            return


def kill_group(pid: int) -> None:
    """Kill what is left of a process group, without asking, and see it gone."""
    members = list(group_of(pid))
    for member in members:
        _send(member, signal.SIGKILL)
    for member in members:
        _wait_until_gone(member, SECONDS_TO_DIE)


def _wait_until_gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _send(pid: int, number: int) -> bool:
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _all_pids() -> Iterator[int]:
    me = os.getpid()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != me:
            yield int(entry.name)


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/<pid>/stat from the state on; empty if there is no such process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()
