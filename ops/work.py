"""The smaller commands: translations, benchmarks, the demonstration anew, pinned requirements."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from ops import environment, machine, run, servers
from ops.places import PYTHON, ROOT, State
from ops.supervisor import Supervisor, quit_on_signals, sweep
from ops.talk import Stop, say
from ops.throwaway import servers_for_now

PIP_COMPILE = (
    "piptools",
    "compile",
    "--quiet",
    "--strip-extras",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
)


def translations() -> int:
    """Gather the texts of the sources into the catalogue."""
    machine.ensure(machine.TEXT_NEEDS)
    environment.ensure(environment.PORTAL)
    return _python("-m", "ops.translations", "gather")


def bench() -> int:
    """Run the benchmarks on servers of their own or those named, with the demonstration loaded."""
    quit_on_signals()
    machine.ensure(machine.PORTAL_NEEDS)
    environment.ensure(environment.PORTAL, environment.EMBEDDED)
    run.compile_translations()
    with servers_for_now(own=False) as variables:
        run.prepare("servers", variables)
        return _python("-m", "benchmarks", variables=variables)


def bench_archive() -> int:
    """Run the benchmarks of the archive: marking, and a million records on servers of their own."""
    quit_on_signals()
    machine.ensure(machine.PORTAL_NEEDS)
    environment.ensure(environment.PORTAL, environment.EMBEDDED)
    marking = _python("-m", "benchmarks.watermark")
    records = os.environ.get("RECORDS", "1000000")
    with servers_for_now() as variables:
        _python("manage.py", "migrate", "--verbosity", "0", variables=variables)
        found = _python("-m", "benchmarks.archive", records, variables=variables)
    return marking or found


def demo_reset() -> int:
    """Empty the embedded database and the files, and load the demonstration anew."""
    quit_on_signals()
    if servers.outside("DATABASE_URL"):
        message = "DATABASE_URL names a database of yours: only the embedded one is ever emptied."
        raise Stop(message)
    state = State.from_environment()
    lock = run.hold(state)
    supervisor = Supervisor(state)
    try:
        sweep(state)
        run.prepare_machine()
        for name in ("files", "mail"):
            say(f"Emptying {state.folder(name)}")
            shutil.rmtree(state.folder(name))
            state.folder(name).mkdir(mode=0o700)
        found = servers.start(supervisor)
        if found.postgres is not None:
            found.postgres.recreate_database()
        run.prepare("database", run.portal_environment(state, found.environment))
    finally:
        supervisor.stop()
        os.close(lock)
    say("The demonstration is loaded anew: make run")
    return 0


def restore_drill() -> int:
    """Restore a backup onto servers of its own, gone afterwards, and prove it: BACKUP, or one made now.

    One made now is of the database that DATABASE_URL names, else of the embedded one (portal stopped).
    """
    quit_on_signals()
    run.prepare_machine()
    with tempfile.TemporaryDirectory(prefix="zsa-drill-") as folder:
        backup = os.environ.get("BACKUP") or str(Path(folder) / "backup")
        code = 0 if os.environ.get("BACKUP") else _backed_up(backup)
        if code != 0:
            return code
        with servers_for_now() as variables:
            began = time.monotonic()
            say(f"Restoring {backup} onto an empty database")
            code = _python("manage.py", "restore", backup, variables=variables)
            say(f"Restored and proved in {time.monotonic() - began:.0f} s")
            return code


def _backed_up(folder: str) -> int:
    state = State.from_environment()
    if servers.outside("DATABASE_URL"):
        return _python("manage.py", "backup", folder, variables=run.portal_environment(state, {}))
    lock = run.hold(state)
    supervisor = Supervisor(state)
    try:
        sweep(state)
        found = servers.start(supervisor)
        variables = run.portal_environment(state, found.environment)
        return _python("manage.py", "backup", folder, variables=variables)
    finally:
        supervisor.stop()
        os.close(lock)


def requirements() -> int:
    """Pin the requirement files anew, the tests' ones over the portal's."""
    environment.ensure(environment.PORTAL, environment.TESTS)
    for name in ("requirements", "requirements-dev"):
        code = _python("-m", *PIP_COMPILE, "--upgrade", "-o", f"{name}.txt", f"{name}.in")
        if code != 0:
            return code
    return 0


def _python(*words: str, variables: dict[str, str] | None = None) -> int:
    return subprocess.run([PYTHON, *words], cwd=ROOT, env=variables, check=False).returncode
