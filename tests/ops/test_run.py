"""`make run` as a whole: it comes up, survives kill -9, stops without a trace; a drill proves its data."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops import processes
from ops.places import ROOT
from tests.ops.conftest import bare_environment

HANGS_AFTER = 1200
"""Seconds after which a start counts as hanging; how long one takes is for the benchmarks."""
# The next start takes about 5 s on a quiet machine; on a busy one both starts are slower alike.
QUICKER = 3
PARTS = {"postgres", "valkey", "web", "worker", "parser", "beat"}


class Launched:
    """One `python -m ops run`, and what it has said so far."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.state = folder / "state"
        self.said = folder / f"said-{time.monotonic_ns()}"
        self.began = time.monotonic()
        variables = {"STATE_DIR": str(self.state), "PORT": str(port)}
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ops", "run"],
                cwd=ROOT,
                env=bare_environment() | variables,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_up(self, seconds: float) -> float:
        while f"http://127.0.0.1:{self.port}\n" not in self.said.read_text():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() - self.began < seconds, self.said.read_text()
            time.sleep(0.1)
        return time.monotonic() - self.began

    def pids(self) -> dict[str, int]:
        notes = self.state.joinpath("run").glob("*.pid")
        return {note.stem: int(note.read_text().split()[0]) for note in notes}

    def everything_running(self) -> set[int]:
        return {*processes.marked(str(self.state / "run")), *self.pids().values()}

    def health(self) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/health/")
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@pytest.fixture
def launch(open_folder: Path, port: int) -> Iterator[Callable[[], Launched]]:
    launched: list[Launched] = []

    def start() -> Launched:
        launched.append(Launched(open_folder, port))
        return launched[-1]

    yield start
    for one in launched:
        if one.process.poll() is None:
            one.process.terminate()
            one.process.wait(60)
        for pid in one.everything_running():
            processes.end(pid)


def users(launched: Launched) -> str:
    """Ask the database itself how many people it knows."""
    pid = launched.pids()["web"]
    variables = dict(
        entry.split("=", 1)
        for entry in Path(f"/proc/{pid}/environ").read_text().split("\0")
        if "=" in entry
    )
    program = "from zsa_portal.people.models import User; print('users', User.objects.count())"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", program],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return re.search(r"users (\d+)", done.stdout)[1]


def drilled(stopped: Launched) -> None:
    """`make restore-drill` proves the data of a portal that is stopped, and leaves nothing running."""
    done = subprocess.run(
        [sys.executable, "-m", "ops", "restore-drill"],
        cwd=ROOT,
        env=bare_environment() | {"STATE_DIR": str(stopped.state)},
        capture_output=True,
        text=True,
        timeout=HANGS_AFTER,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\d+ rows, \d+ files, .*: the backup lies in ", done.stdout), done.stdout
    assert ": every checksum is equal, the logs verify" in done.stdout, done.stdout
    assert "Restored and proved in" in done.stdout
    assert list(processes.marked(str(stopped.state / "run"))) == []


def soon(condition: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_it_comes_up_recovers_and_leaves_nothing_behind(launch: Callable[[], Launched]) -> None:
    first = launch()
    first_took = first.wait_until_up(HANGS_AFTER)
    assert first.health() == 200
    assert set(first.pids()) == PARTS
    known = users(first)

    # Each part alone: the supervisor starts it again.
    for name, pid in first.pids().items():
        os.kill(pid, signal.SIGKILL)
        assert soon(lambda name=name, pid=pid: first.pids().get(name, pid) != pid), name
    assert soon(lambda: first.health() == 200)

    # All at once, the supervisor included: the next start recovers, in time and with all data.
    everything = first.everything_running()
    os.kill(first.process.pid, signal.SIGKILL)
    for pid in everything:
        processes.end(pid, first=signal.SIGKILL)
    first.process.wait()
    second = launch()
    second.wait_until_up(HANGS_AFTER)
    assert second.health() == 200
    assert users(second) == known

    # Ctrl-C: nothing is left, and an ordinary next start is quick.
    everything = second.everything_running()
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(60) == 0
    assert [pid for pid in everything if processes.is_alive(pid)] == []
    third = launch()
    took = third.wait_until_up(HANGS_AFTER)
    assert took < first_took / QUICKER
    assert users(third) == known

    # SIGTERM, as make and systemd send it.
    everything = third.everything_running()
    third.process.terminate()
    assert third.process.wait(60) == 0
    assert [pid for pid in everything if processes.is_alive(pid)] == []

    # Stopped, it is backed up, and the backup is proved on servers of its own.
    drilled(third)
