"""The supervisor: starts the parts, starts again what died, stops all, and leaves nothing behind.

Each part leads its own process group, so Ctrl-C reaches only the supervisor, which then stops the
parts in order. The kernel ends them if the supervisor itself is killed; pid files name whatever
survived that, and the next start ends it (`sweep`).
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from ops import processes
from ops.places import State, write_private
from ops.talk import Quit, Stop, last_line, say

LARGEST_LOG = 5_000_000
QUICK_DEATHS_ALLOWED = 8
QUICK_SECONDS = 60.0
LONGEST_PAUSE = 5.0
LOOK_EVERY = 0.2
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Part:
    """One program under the supervisor; `user` is a uid and gid to run as, where we are root."""

    name: str
    command: Sequence[str | os.PathLike[str]]
    environment: Mapping[str, str]
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 8.0
    user: tuple[int, int] | None = None
    folder: Path = Path("/")
    is_server: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    deaths: list[float] = field(default_factory=list, repr=False)

    def start(self, state: State) -> None:
        with _opened_log(state.log(self.name)) as log:
            self.process = subprocess.Popen(
                self.command,
                env={**self.environment, processes.MARK: str(state.folder("run"))},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: processes.end_with_parent(self.stop_signal),
                **processes.identity(self.user),
            )
        pid = self.process.pid
        note = state.folder("run") / f"{self.name}.pid"
        write_private(note, f"{pid} {processes.born(pid)}")

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.is_running():
            self.process.send_signal(self.stop_signal)

    def finish(self, state: State) -> None:
        """Wait as long as the part may take, then leave nothing of its group."""
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.grace)
        processes.kill_group(self.process.pid)
        self.process.wait()
        state.folder("run").joinpath(f"{self.name}.pid").unlink(missing_ok=True)
        self.process = None


class Supervisor:
    """Holds the parts of one data folder; `stop` ends them in the reverse order of their start."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.parts: list[Part] = []

    def start(self, part: Part, *, until: Callable[[], bool], seconds: float = 60) -> None:
        """Start a part and wait until it answers; it may die and be started again on the way."""
        self.launch(part)
        deadline = time.monotonic() + seconds
        while not until():
            if time.monotonic() > deadline:
                raise Stop(self._complaint(part, f"did not answer within {seconds:.0f} s"))
            if not part.is_running():
                self._start_again(part, quietly=True)
            time.sleep(0.05)

    def launch(self, part: Part) -> None:
        self.parts.append(part)
        part.start(self.state)

    def watch(self) -> None:
        """Start again what dies, until a signal raises Quit."""
        while True:
            for part in self.parts:
                if not part.is_running():
                    self._start_again(part)
            time.sleep(LOOK_EVERY)

    def stop(self) -> None:
        """Stop the portal's parts together, then the servers they stand on."""
        for servers in (False, True):
            parts = [part for part in reversed(self.parts) if part.is_server is servers]
            for part in parts:
                part.ask_to_stop()
            for part in parts:
                part.finish(self.state)
        self.parts.clear()

    def _start_again(self, part: Part, *, quietly: bool = False) -> None:
        now = time.monotonic()
        part.deaths = [died for died in part.deaths if now - died < QUICK_SECONDS] + [now]
        if part.process is not None:
            if not quietly:
                say(f"{part.name} ended ({_ending(part.process.returncode)}); starting it again")
            processes.kill_group(part.process.pid)
        if len(part.deaths) > QUICK_DEATHS_ALLOWED:
            raise Stop(self._complaint(part, "does not stay up"))
        time.sleep(min(0.1 * 2 ** len(part.deaths), LONGEST_PAUSE))
        part.start(self.state)

    def _complaint(self, part: Part, what: str) -> str:
        log = self.state.log(part.name)
        return f"{part.name} {what}: {last_line(log.read_text(errors='replace'))} (see {log})"


def sweep(state: State) -> None:
    """End what an earlier supervisor of this data folder left behind when it was killed."""
    for file in sorted(state.folder("run").glob("*.pid")):
        pid, _, birth = file.read_text().partition(" ")
        if pid.isdigit() and birth and processes.born(int(pid)) == birth:
            first = signal.SIGINT if file.stem == "postgres" else signal.SIGTERM
            processes.end(int(pid), first=first)
        file.unlink()
    for pid in list(processes.marked(str(state.folder("run")))):
        processes.end(pid)


def quit_on_signals() -> None:
    """From now on Ctrl-C, SIGTERM and SIGHUP raise Quit, once; what follows cannot be interrupted."""

    def leave(number: int, frame: FrameType | None) -> None:
        for signalled in STOPPING:
            signal.signal(signalled, lambda *_: None)
        raise Quit

    for signalled in STOPPING:
        signal.signal(signalled, leave)


def _opened_log(file: Path):
    if file.exists() and file.stat().st_size > LARGEST_LOG:
        file.replace(file.with_suffix(".log.1"))
    return file.open("ab")


def _ending(code: int | None) -> str:
    return signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
