"""`make run`: from a bare clone to the portal, then watch over it until Ctrl-C."""

import fcntl
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from ops import environment, machine, processes, servers
from ops.places import PYTHON, ROOT, State
from ops.supervisor import Part, Supervisor, quit_on_signals, sweep
from ops.talk import Quit, Stop, last_line, say

HOST = "127.0.0.1"
STOPPING = "stopping"
SECONDS_A_STOP_MAY_TAKE = 40
CANNOT = 3
SETTINGS = "zsa_portal.settings.development"


def run() -> None:
    """Start everything and watch; returns after Ctrl-C or SIGTERM with nothing left running."""
    if os.environ.get("MAKELEVEL"):
        processes.end_with_parent(15)
    quit_on_signals()
    port = _port()
    state = State.from_environment()
    lock = hold(state)
    supervisor = Supervisor(state)
    try:
        sweep(state)
        _refuse_taken(port)
        prepare_machine()
        _start(supervisor, port)
        supervisor.watch()
    except Quit:
        _note(lock, f"{os.getpid()} {STOPPING}")
        say("Stopping")
    finally:
        supervisor.stop()
        os.close(lock)
    say("Stopped; all data is kept")


def hold(state: State) -> int:
    """Take the data folder for ourselves (the kernel gives it back); Stop if another start has it."""
    descriptor = os.open(state.path / "run" / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + SECONDS_A_STOP_MAY_TAKE
    while not _locked(descriptor):
        owner = os.pread(descriptor, 40, 0).decode()
        if STOPPING not in owner or time.monotonic() > deadline:
            message = (
                f"The portal already runs on {state.path} (process {owner}): "
                "stop it there, or name another folder with STATE_DIR."
            )
            raise Stop(message)
        time.sleep(0.1)
    _note(descriptor, str(os.getpid()))
    return descriptor


def portal_environment(state: State, addresses: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which the portal's own programs run."""
    return {
        **os.environ,
        **addresses,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "STATE_DIR": str(state.path),
        "SECRET_KEY": state.secret("key"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def prepare(step: str, variables: Mapping[str, str]) -> None:
    """Run a step of ops/prepare.py; Stop with its sentence if it could not."""
    done = subprocess.run(
        [PYTHON, "-m", "ops.prepare", step],
        cwd=ROOT,
        env=variables,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=lambda: processes.end_with_parent(15),
    )
    if done.returncode == CANNOT:
        raise Stop(last_line(done.stderr))
    if done.returncode != 0:
        log = Path(variables["STATE_DIR"]) / "log" / "prepare.log"
        log.write_text(done.stderr)
        raise Stop(f"{last_line(done.stderr)} (see {log})")


def compile_translations() -> None:
    subprocess.run([PYTHON, "-m", "ops.translations", "compile"], cwd=ROOT, check=True)


def prepare_machine() -> None:
    """Bring the system packages, the virtual environment and the translations up to date."""
    machine.ensure(machine.PORTAL_NEEDS + environment.needs())
    embedded = [environment.EMBEDDED] if servers.are_embedded() else []
    environment.ensure(environment.PORTAL, *embedded)
    compile_translations()


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _note(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)


def _port() -> int:
    text = os.environ.get("PORT", "").strip() or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Stop(f"PORT={text} is no port: give a number from 1024 to 65535.")
    return int(text)


def _refuse_taken(port: int) -> None:
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, port))
        except OSError as error:
            other = port + 1 if 1024 <= port < 65535 else 8000
            message = f"Port {port} cannot be used ({error.strerror}): name another, PORT={other}."
            raise Stop(message) from error


def _start(supervisor: Supervisor, port: int) -> None:
    state = supervisor.state
    found = servers.start(supervisor)
    if found.postgres and state.path.joinpath("demo.loading").exists():
        say("The demonstration was only half loaded: beginning anew")
        found.postgres.recreate_database()
    variables = portal_environment(state, found.environment)
    variables["SITE_URL"] = os.environ.get("SITE_URL") or f"http://{HOST}:{port}"
    prepare("database", variables)
    for part in _parts(state, variables, port)[1:]:
        say(f"Starting {part.name}")
        supervisor.launch(part)
    say("Starting web")
    supervisor.start(_parts(state, variables, port)[0], until=lambda: _answers(port), seconds=90)
    prepare("accounts", variables)
    print(f"\nThe portal runs: http://{HOST}:{port}", flush=True)
    print(f"Its logs are in {state.folder('log')}. Ctrl-C stops it.\n", flush=True)


def _parts(state: State, variables: Mapping[str, str], port: int) -> list[Part]:
    web = ["gunicorn", "zsa_portal.wsgi:application", "--bind", f"{HOST}:{port}"]
    web += ["--workers", "2", "--threads", "4", "--timeout", "120", "--graceful-timeout", "5"]
    web += ["--no-control-socket", "--access-logfile", "-"]
    worker = ["celery", "-A", "zsa_portal", "worker", "--loglevel", "INFO", "--concurrency"]
    beat = ["celery", "-A", "zsa_portal", "beat", "--loglevel", "WARNING", "--pidfile="]
    beat += ["--schedule", str(state.folder("beat") / "schedule")]
    return [
        Part(name, [PYTHON, "-m", *words], variables, folder=ROOT)
        for name, words in (
            ("web", web),
            ("worker", [*worker, "2", "-n", "worker@%h"]),
            ("parser", [*worker, "1", "-n", "parser@%h", "-Q", "parsing"]),
            ("beat", beat),
        )
    ]


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
