"""The parts of a check: programs run quietly, aloud or side by side, and the time each took."""

import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from ops import processes
from ops.places import ROOT
from ops.talk import say

TIMES: Counter[str] = Counter()


@dataclass(frozen=True)
class Check:
    """One program whose exit code says whether the check holds."""

    name: str
    command: Sequence[str]


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Count the seconds of what runs meanwhile to a part."""
    began = time.monotonic()
    try:
        yield
    finally:
        TIMES[name] += time.monotonic() - began


def print_times() -> None:
    """The seconds of each part; those that ran side by side overlap."""
    print("\n== time of each part")
    for name, seconds in TIMES.items():
        print(f"{seconds:7.0f} s  {name}", flush=True)


def failing(checks: Sequence[Check], variables: Mapping[str, str]) -> list[str]:
    """Run checks two at a time; print each result; return the names of those that do not hold."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = pool.map(lambda check: _run_quietly(check, variables), checks)
        return [check.name for check, holds in zip(checks, results, strict=True) if not holds]


def _run_quietly(check: Check, variables: Mapping[str, str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    holds = done.returncode == 0
    say(f"{check.name}: {'holds' if holds else 'FAILS'} ({time.monotonic() - began:.0f} s)")
    if not holds:
        print(done.stdout, flush=True)
    return holds


def run_aloud(check: Check, variables: Mapping[str, str]) -> int:
    """Run a check with its output on the terminal; leave none of its processes behind."""
    print(f"\n== {check.name}", flush=True)
    with timed(check.name), _started(check, variables) as child:
        return child.wait()


def failing_aloud(check: Check, variables: Mapping[str, str]) -> list[str]:
    """Run a check with its output on the terminal; its name, if it does not hold."""
    return [check.name] if run_aloud(check, variables) else []


def side_by_side(aloud: Check, kept: Check, variables: Mapping[str, str]) -> list[str]:
    """Run two checks at once, the second's output after the first's; the names of those failing."""
    own = variables | {"TEST_DB_SUFFIX": "beside"}
    with TemporaryFile("w+") as output, _started(kept, own, output) as child:
        say(f"{kept.name} run meanwhile; what they say follows.")
        began = time.monotonic()
        codes = {aloud.name: run_aloud(aloud, variables), kept.name: child.wait()}
        TIMES[kept.name] += time.monotonic() - began
        output.seek(0)
        print(f"\n== {kept.name}\n{output.read()}", end="", flush=True)
    return [name for name, code in codes.items() if code != 0]


@contextmanager
def _started(
    check: Check, variables: Mapping[str, str], output: IO[str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        check.command,
        cwd=ROOT,
        env=variables,
        text=True,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
    )
    try:
        yield child
    finally:
        processes.kill_group(child.pid)
