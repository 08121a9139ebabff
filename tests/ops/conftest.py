"""A data folder for each test, and the command line as a person would type it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ops.places import ROOT, State


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.at(tmp_path / "state")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user can enter, unlike pytest's, which are private."""
    folder = Path(tempfile.mkdtemp(prefix="zsa-", dir="/var/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def type_command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `python -m ops <command>` with an environment of its own and wait for its end."""

    def typed(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ops", command],
            cwd=ROOT,
            env=bare_environment() | variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return typed


def bare_environment() -> dict[str, str]:
    """The environment of the tests without what would tell the launcher where to go."""
    told = {"DATABASE_URL", "REDIS_URL", "STATE_DIR", "PORT", "PG_BIN", "MAKELEVEL"}
    return {name: value for name, value in os.environ.items() if name not in told}
