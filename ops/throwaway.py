"""Servers of our own for a while: for the tests and the benchmarks, gone afterwards."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ops import servers
from ops.places import VENV, State
from ops.postgres import FOR_TESTS
from ops.run import portal_environment
from ops.supervisor import Supervisor

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@contextlib.contextmanager
def servers_for_now(*, own: bool = True) -> Iterator[dict[str, str]]:
    """Start a fresh PostgreSQL and Valkey; yield the environment that leads to them.

    Not ``own``: servers that DATABASE_URL and REDIS_URL name are used instead, nothing of theirs ends.
    """
    folder = Path(tempfile.mkdtemp(prefix="zsa-"))
    # PostgreSQL's own user goes through this folder of ours to its data.
    folder.chmod(0o711)
    state = State.at(folder / "state")
    supervisor = Supervisor(state)
    found = None
    try:
        found = servers.start(supervisor, settings=FOR_TESTS, own=own)
        yield portal_environment(state, found.environment) | {"FONTCONFIG_FILE": str(_fonts(state))}
    finally:
        supervisor.stop()
        if found is not None and found.postgres is not None:
            found.postgres.destroy()
        shutil.rmtree(folder, ignore_errors=True)


def _fonts(state: State) -> Path:
    """Let the browser find the Chinese fonts that came with the requirements."""
    folder = next(VENV.glob("lib/python*/site-packages/pylopdf_fonts_zh_cn"), os.devnull)
    file = state.path / "fonts.conf"
    file.write_text(FONTS.format(folder=folder, cache=state.path / "font-cache"))
    return file
