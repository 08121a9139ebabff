"""`make lint` and `make test`: every check of the house, from a bare clone."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from ops import environment, machine, processes, run
from ops.places import PYTHON, ROOT, VENV, packages
from ops.postgres import DATABASE
from ops.supervisor import quit_on_signals
from ops.talk import Stop, say
from ops.throwaway import servers_for_now

TYPED = ("rules", "actions", "queries")
SETTINGS = "zsa_portal.settings.test"
JOURNEYS = ROOT / "tests" / "journeys"


@dataclass(frozen=True)
class Check:
    """One program whose exit code says whether the check holds."""

    name: str
    command: Sequence[str]


def lint() -> int:
    """Run the checks that need no server; return 1 if any of them does not hold."""
    environment.ensure(environment.PORTAL, environment.TESTS)
    return 1 if _failing(_static_checks(), _without_servers()) else 0


def test() -> int:
    """Run everything; the tests come last, so the last lines are pytest's own."""
    quit_on_signals()
    machine.ensure(machine.PORTAL_NEEDS + machine.TEST_NEEDS + environment.needs())
    environment.ensure(environment.PORTAL, environment.TESTS, environment.EMBEDDED)
    run.compile_translations()
    with servers_for_now() as addresses:
        variables = {**addresses, "DJANGO_SETTINGS_MODULE": SETTINGS, "TEST_DB_SUFFIX": "all"}
        checks = [_migrated(), *_static_checks(), *_checks_of_texts_and_tables()]
        failing = _failing(checks, variables)
        variables |= {"TEST_DB_TEMPLATE": DATABASE}
        if failing:
            print(
                f"\nDo not hold: {', '.join(failing)} (told above); the tests follow.", flush=True
            )
        failing += _failing_of_tests(variables)
    if failing:
        raise Stop(f"these do not hold: {', '.join(failing)}.")
    return 0


def format_code() -> int:
    """Let ruff format the code and mend what it can."""
    environment.ensure(environment.PORTAL, environment.TESTS)
    for words in (["format", "."], ["check", "--fix", "."]):
        code = subprocess.run([VENV / "bin" / "ruff", *words], cwd=ROOT, check=False).returncode
    return code


def _migrated() -> Check:
    """Every migration, run once: the tests' databases are copies of this one."""
    return Check("migrations run", [str(PYTHON), "manage.py", "migrate", "--verbosity", "0"])


def _static_checks() -> list[Check]:
    return [
        Check("mypy", _module("mypy", *_typed_files())),
        Check("ruff check", _module("ruff", "check", ".")),
        Check("ruff format", _module("ruff", "format", "--check", ".")),
        Check("djlint", _module("djlint", "--lint", "--quiet", "templates")),
        Check("import contracts", [str(VENV / "bin" / "lint-imports"), "--no-logo"]),
    ]


def _checks_of_texts_and_tables() -> list[Check]:
    migrations = ["makemigrations", "--check", "--dry-run"]
    return [
        Check("migrations complete", [str(PYTHON), "manage.py", *migrations]),
        Check("translations complete", _module("ops.translations", "check")),
    ]


def _failing_of_tests(variables: Mapping[str, str]) -> list[str]:
    """Run every test; the journeys, whose browsers leave a core idle, beside the broken rules."""
    # A file's tests stay together, so what several of them share is made once; files come in their
    # order, since those of few tests are the long ones.
    by_file = ["--dist", "loadfile", "--no-loadscope-reorder"]
    without_journeys = ["tests", "--ignore", str(JOURNEYS.relative_to(ROOT))]
    tests = _pytest("tests", *by_file, *without_journeys)
    broken = _pytest(
        "every rule broken once", "-q", *by_file, "--break-rule", "ALL", *without_journeys
    )
    journeys = _pytest("browser journeys", "--dist", "worksteal", "tests/journeys")
    failing = [] if _run_aloud(tests, variables) == 0 else [tests.name]
    return failing + _side_by_side(broken, journeys, variables)


def _pytest(name: str, *words: str) -> Check:
    workers = str(max(2, min(os.cpu_count() or 2, 8)))
    return Check(name, _module("pytest", "-n", workers, *words))


def _module(name: str, *words: str) -> list[str]:
    return [str(PYTHON), "-m", name, *words]


def _typed_files() -> list[str]:
    found = set()
    for app in packages():
        for name in TYPED:
            found.update((ROOT / app).rglob(f"{name}.py"))
            found.update((ROOT / app).rglob(f"{name}/*.py"))
    return sorted(str(file.relative_to(ROOT)) for file in found)


def _failing(checks: Sequence[Check], variables: Mapping[str, str]) -> list[str]:
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


def _run_aloud(check: Check, variables: Mapping[str, str]) -> int:
    """Run a check with its output on the terminal; leave none of its processes behind."""
    print(f"\n== {check.name}", flush=True)
    with _started(check, variables) as child:
        return child.wait()


def _side_by_side(aloud: Check, kept: Check, variables: Mapping[str, str]) -> list[str]:
    """Run two checks at once, the second's output after the first's; the names of those failing."""
    own = variables | {"TEST_DB_SUFFIX": "beside"}
    with TemporaryFile("w+") as output, _started(kept, own, output) as child:
        say(f"{kept.name} run meanwhile; what they say follows.")
        codes = {aloud.name: _run_aloud(aloud, variables), kept.name: child.wait()}
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


def _without_servers() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
