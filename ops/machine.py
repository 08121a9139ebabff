"""What the machine itself must have: installed with apt where we may, else named with the command."""

import ctypes
import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.talk import Stop, last_line, say

OLDEST_PYTHON = (3, 11)
SHELL = "chromium-headless-shell"
"""Chromium without the windows that nobody sees."""
CHROMIUM = (SHELL, "chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Need:
    """A Debian package and how to see that it is there: a library, a module, a program or a file."""

    package: str
    library: str = ""
    module: str = ""
    programs: tuple[str, ...] = ()
    file: str = ""
    required: bool = True
    why: str = ""

    def is_met(self) -> bool:
        if self.programs:
            return any(shutil.which(program) for program in self.programs)
        if self.file:
            return Path(self.file).is_file()
        if self.module:
            importlib.invalidate_caches()
            return importlib.util.find_spec(self.module) is not None
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return False
        return True


PORTAL_NEEDS = (
    Need("libpango-1.0-0", library="libpango-1.0.so.0", why="forms as PDF"),
    Need("libpangoft2-1.0-0", library="libpangoft2-1.0.so.0", why="forms as PDF"),
    Need(
        "libharfbuzz-subset0",
        library="libharfbuzz-subset.so.0",
        required=False,
        why="PDF ten times faster",
    ),
    Need(
        "fonts-hanazono",
        file="/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        required=False,
        why="rare characters of names",
    ),
    Need(
        "fonts-babelstone-han",
        file="/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
        required=False,
        why="rare characters of names",
    ),
)
VENV_NEEDS = (Need("python3-venv", module="ensurepip", why="the virtual environment"),)
TEXT_NEEDS = (Need("gettext", programs=("xgettext",), why="gathering the texts"),)
TEST_NEEDS = (
    Need("chromium", programs=CHROMIUM, why="browser journeys"),
    Need(
        SHELL,
        programs=(SHELL,),
        required=False,
        why="browser journeys, in a sixth less of their time",
    ),
    *TEXT_NEEDS,
)


def check_python() -> None:
    """Stop if this Python is older than the portal's."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        message = f"Python 3.11 or newer is needed, this is {found}; name one with `make PYTHON=…`."
        raise Stop(message)


def ensure(needs: tuple[Need, ...]) -> None:
    """Install what is missing; Stop only over what the portal cannot do without."""
    required = [need for need in needs if need.required and not need.is_met()]
    if required:
        refused = install([need.package for need in required])
        still = [need for need in required if not need.is_met()]
        if still:
            raise Stop(_names(still, refused))
    for need in needs:
        if not need.is_met():
            refused = install([need.package])
            if not need.is_met():
                say(f"Going on, but {_names([need], refused)}")


def install(packages: list[str]) -> str:
    """Install Debian packages; return why it was not possible, or an empty text."""
    apt = _apt()
    if apt is None:
        return "packages cannot be installed from here"
    say(f"Installing with apt: {' '.join(packages)}")
    _learn_what_there_is(tuple(apt))
    done = _told(apt, "install", "-y", "--no-install-recommends", *packages)
    return "" if done.returncode == 0 else last_line(done.stdout, of="E:")


@functools.cache
def _learn_what_there_is(apt: tuple[str, ...]) -> None:
    """Fetch the lists of packages, once a run."""
    _told(apt, "update")


def _told(apt: Sequence[str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*apt, "-o", "DPkg::Lock::Timeout=120", *command],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _apt() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if not shutil.which("sudo"):
        return None
    sudo = ["sudo", "-n"]
    allowed = subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return [*sudo, "apt-get"] if allowed else None


def _names(needs: list[Need], refused: str) -> str:
    why = ", ".join(dict.fromkeys(need.why for need in needs))
    packages = " ".join(need.package for need in needs)
    because = f", and {refused}" if refused else ""
    return f"for {why} the system lacks {packages}{because}: sudo apt-get install -y {packages}"
