"""The migrated database of the tests, kept from one `make check` to the next.

What the migrations make follows from their files, the modules that these import and the pinned
packages: a dump is kept under their digest, in `build/`. `make test` runs every migration anew.
"""

import hashlib
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from ops import postgres
from ops.parts import timed
from ops.places import ROOT, packages
from ops.talk import last_line, say

FOLDER = ROOT / "build" / "migrated"
IMPORTED = re.compile(r"^(?:import|from) ([\w.]+)", re.MULTILINE)
WALKED = "stations"
"""The schema of what the tests walk: it follows from all code, and is made anew each time."""


def restore(variables: Mapping[str, str]) -> bool:
    """Fill the empty database that DATABASE_URL names from the dump; whether there is one."""
    dump = _dump()
    if not dump.exists():
        return False
    with timed("migrated database put back"):
        words = ("--no-owner", "--exit-on-error", "--single-transaction")
        done = _run("pg_restore", *words, f"--dbname={variables['DATABASE_URL']}", str(dump))
    if done.returncode != 0:
        dump.unlink()
        say(f"The kept migrated database is of no use: {last_line(done.stdout, of='error')}")
        return False
    return True


def keep(variables: Mapping[str, str]) -> None:
    """Dump the migrated database that DATABASE_URL names, in place of every earlier dump."""
    dump = _dump()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for earlier in FOLDER.glob("*"):
        earlier.unlink()
    fresh = dump.with_suffix(".new")
    words = ("--format=custom", "--no-owner", f"--exclude-schema={WALKED}", f"--file={fresh}")
    done = _run("pg_dump", *words, variables["DATABASE_URL"])
    if done.returncode == 0:
        fresh.replace(dump)
    else:
        say(f"The migrated database could not be kept: {last_line(done.stdout, of='error')}")


def _dump() -> Path:
    digest = hashlib.sha256()
    for file in sorted(set(_sources())):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:20]}.dump"


def _sources() -> Iterator[Path]:
    """The migrations, the modules of ours that they import, and the lists of pinned packages."""
    yield from ROOT.glob("requirements*.txt")
    for top in (*packages(), "tests"):
        for file in (ROOT / top).rglob("migrations/*.py"):
            yield file
            for name in IMPORTED.findall(file.read_text(encoding="utf-8")):
                module = ROOT / f"{name.replace('.', '/')}.py"
                if module.is_file():
                    yield module


def _run(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [postgres.client(program), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
