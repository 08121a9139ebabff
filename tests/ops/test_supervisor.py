"""Parts under the supervisor: started again, stopped in order, never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ops import processes
from ops.places import ROOT, State
from ops.supervisor import Part, Supervisor, sweep
from ops.talk import Stop

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
FAMILY = [
    sys.executable,
    "-c",
    "import subprocess, time; child = subprocess.Popen(['sleep', '60']); time.sleep(60)",
]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
]


def soon(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def part(name: str, command: list[str], **more: object) -> Part:
    return Part(name, command, dict(os.environ), **more)


def test_stop_leaves_no_process_of_a_part_behind(state: State) -> None:
    supervisor = Supervisor(state)
    family = part("family", FAMILY)
    supervisor.launch(family)
    leader = family.process.pid
    assert soon(lambda: len(list(processes.group_of(leader))) == 2)
    supervisor.stop()
    assert list(processes.group_of(leader)) == []
    assert list(state.folder("run").glob("*.pid")) == []


def test_a_part_that_does_not_listen_is_killed_after_its_grace(state: State) -> None:
    supervisor = Supervisor(state)
    deaf = part("deaf", DEAF, grace=0.5)
    supervisor.launch(deaf)
    pid = deaf.process.pid
    time.sleep(0.3)
    supervisor.stop()
    assert not processes.is_alive(pid)


def test_servers_stop_after_the_parts_that_need_them(state: State, tmp_path: Path) -> None:
    order = tmp_path / "order"
    program = textwrap.dedent(
        f"""
        import signal, sys, time
        def leave(*_):
            open({str(order)!r}, "a").write(sys.argv[1] + " ")
            sys.exit()
        signal.signal(signal.SIGTERM, leave)
        open(sys.argv[2], "w")
        time.sleep(60)
        """
    )
    supervisor = Supervisor(state)
    for name in ("server", "web"):
        ready = tmp_path / name
        command = [sys.executable, "-c", program, name, str(ready)]
        supervisor.start(
            part(name, command, is_server=name == "server"), until=ready.exists, seconds=10
        )
    supervisor.stop()
    assert order.read_text() == "web server "


def test_what_dies_is_started_again(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    supervisor = Supervisor(state)
    sleeper = part("sleeper", SLEEPER)
    supervisor.launch(sleeper)
    first = sleeper.process.pid
    os.kill(first, signal.SIGKILL)
    assert soon(lambda: not sleeper.is_running())

    def enough(seconds: float) -> None:
        if sleeper.is_running():
            raise InterruptedError

    monkeypatch.setattr(time, "sleep", enough)
    with pytest.raises(InterruptedError):
        supervisor.watch()
    monkeypatch.undo()
    assert sleeper.process.pid != first
    assert sleeper.is_running()
    supervisor.stop()


def test_the_note_of_a_part_is_never_read_half_written(state: State) -> None:
    supervisor = Supervisor(state)
    sleeper = part("sleeper", SLEEPER)
    supervisor.launch(sleeper)
    note = state.folder("run") / "sleeper.pid"
    whole = note.read_text()
    with note.open() as reader:
        os.kill(sleeper.process.pid, signal.SIGKILL)
        sleeper.process.wait()
        sleeper.start(state)
        assert reader.read() == whole
    assert note.read_text().startswith(f"{sleeper.process.pid} ")
    supervisor.stop()


def test_a_part_that_never_stays_up_stops_the_start_with_its_last_words(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.supervisor.LONGEST_PAUSE", 0.05)
    supervisor = Supervisor(state)
    broken = part("broken", [sys.executable, "-c", "import sys; sys.exit('no such table')"])
    with pytest.raises(Stop, match="broken does not stay up: no such table"):
        supervisor.start(broken, until=lambda: False, seconds=60)
    supervisor.stop()


def test_a_part_that_never_answers_stops_the_start(state: State) -> None:
    supervisor = Supervisor(state)
    with pytest.raises(Stop, match="sleeper did not answer within 0 s"):
        supervisor.start(part("sleeper", SLEEPER), until=lambda: False, seconds=0.2)
    supervisor.stop()


def test_parts_end_when_the_supervisor_is_killed(state: State) -> None:
    program = textwrap.dedent(
        f"""
        import os, sys, time
        from pathlib import Path
        from ops.places import State
        from ops.supervisor import Part, Supervisor
        supervisor = Supervisor(State.at(Path({str(state.path)!r})))
        supervisor.launch(Part("sleeper", {SLEEPER!r}, dict(os.environ)))
        supervisor.watch()
        """
    )
    child = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    note = state.folder("run") / "sleeper.pid"
    assert soon(lambda: note.exists() and " " in note.read_text())
    pid = int(note.read_text().split()[0])
    assert processes.is_alive(pid)
    child.kill()
    child.wait()
    assert soon(lambda: not processes.is_alive(pid))


def test_sweep_ends_what_a_killed_supervisor_left(state: State) -> None:
    left = subprocess.Popen(SLEEPER, start_new_session=True)
    note = state.folder("run") / "web.pid"
    note.write_text(f"{left.pid} {processes.born(left.pid)}")
    marked = subprocess.Popen(SLEEPER, env={processes.MARK: str(state.folder("run"))})
    assert soon(lambda: marked.pid in processes.marked(str(state.folder("run"))))
    sweep(state)
    assert left.wait(5) == -signal.SIGTERM
    assert marked.wait(5) == -signal.SIGTERM
    assert not note.exists()


def test_sweep_spares_a_stranger_who_got_the_number_again(state: State) -> None:
    stranger = subprocess.Popen(SLEEPER)
    state.folder("run").joinpath("web.pid").write_text(f"{stranger.pid} 1")
    sweep(state)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_large_log_is_set_aside(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.supervisor.LARGEST_LOG", 10)
    state.log("sleeper").write_text("a long story of the past")
    supervisor = Supervisor(state)
    supervisor.launch(part("sleeper", SLEEPER))
    supervisor.stop()
    assert state.log("sleeper").with_suffix(".log.1").read_text() == "a long story of the past"
