"""What goes wrong at the start is told in one sentence: no traceback, and an exit code."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

from ops.places import State
from ops.run import _refuse_taken
from ops.talk import Stop

ANY_DATABASE = "postgres://zsa@127.0.0.1:1/zsa"
Typed = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def database_url() -> str:
    """The address of the database that these tests run on."""
    found = settings.DATABASES["default"]
    host = found["HOST"] or found.get("OPTIONS", {}).get("host", "")
    where = f"{found['USER']}:{found['PASSWORD']}@/postgres"
    return f"postgres://{where}?host={quote(host)}&port={found['PORT'] or 5432}"


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a refused start."""
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("port", ["abc", "0", "65536", "80.5", "-1"])
def test_a_port_that_is_none(type_command: Typed, tmp_path: Path, port: str) -> None:
    done = type_command("run", PORT=port, STATE_DIR=str(tmp_path / "state"))
    assert sentence(done) == f"Stopped: PORT={port} is no port: give a number from 1024 to 65535."


def test_a_taken_port(type_command: Typed, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = type_command("run", PORT=str(port), STATE_DIR=str(tmp_path / "state"))
    assert sentence(done) == (
        f"Stopped: Port {port} cannot be used (Address already in use): "
        f"name another, PORT={port + 1}."
    )


@pytest.mark.parametrize(
    ("port", "other"), [(80, 8000), (1024, 1025), (65534, 65535), (65535, 8000)]
)
def test_the_port_named_instead_is_one(
    monkeypatch: pytest.MonkeyPatch, port: int, other: int
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(Stop, match=rf"Port {port} .*: name another, PORT={other}\."):
        _refuse_taken(port)


@pytest.mark.parametrize(
    ("folder", "why"),
    [("/proc/portal", "No such file or directory"), ("/dev/null/portal", "Not a directory")],
)
def test_a_data_folder_that_cannot_be_made(type_command: Typed, folder: str, why: str) -> None:
    done = type_command("run", STATE_DIR=folder)
    assert sentence(done) == (
        f"Stopped: The data folder {folder} cannot be used ({why}); "
        "name another one with STATE_DIR=/some/folder."
    )


@pytest.mark.parametrize(
    ("name", "address", "why"),
    [
        ("DATABASE_URL", "sqlite:///portal.db", "must begin with postgres://"),
        ("DATABASE_URL", "nonsense", "must begin with postgres://"),
        ("DATABASE_URL", "postgres://u:p@localhost:port/zsa", "is no address"),
        ("DATABASE_URL", "postgres://u:p@localhost/", "names no database"),
        ("REDIS_URL", "http://localhost", "must begin with redis://"),
    ],
)
def test_an_address_of_another_kind(
    type_command: Typed, tmp_path: Path, name: str, address: str, why: str
) -> None:
    done = type_command("run", STATE_DIR=str(tmp_path / "state"), PORT="18999", **{name: address})
    assert sentence(done).startswith(f"Stopped: {name} {why}")


def test_a_database_that_does_not_answer(type_command: Typed, tmp_path: Path) -> None:
    done = type_command(
        "run",
        PORT="18998",
        STATE_DIR=str(tmp_path / "state"),
        DATABASE_URL="postgres://someone:hidden-word@127.0.0.1:1/portal",
        REDIS_URL=settings.REDIS_URL,
    )
    told = sentence(done)
    assert told.startswith("Stopped: The database of DATABASE_URL does not let us in: ")
    assert told.endswith("Connection refused")
    assert "hidden-word" not in done.stdout + done.stderr


def test_a_redis_that_does_not_answer(
    type_command: Typed, tmp_path: Path, database_url: str
) -> None:
    done = type_command(
        "run",
        PORT="18997",
        STATE_DIR=str(tmp_path / "state"),
        DATABASE_URL=database_url,
        REDIS_URL="redis://127.0.0.1:1/0",
    )
    assert sentence(done).startswith("Stopped: The server of REDIS_URL does not answer: ")


def test_programs_of_postgresql_that_are_not_there(type_command: Typed, tmp_path: Path) -> None:
    done = type_command("run", PORT="18996", STATE_DIR=str(tmp_path / "state"), PG_BIN="/nowhere")
    assert sentence(done) == (
        "Stopped: PG_BIN=/nowhere holds no initdb that PostgreSQL's user can start."
    )


def test_two_starts_on_one_data_folder(type_command: Typed, state: State) -> None:
    from ops.run import hold

    lock = hold(state)
    done = type_command("run", PORT="18995", STATE_DIR=str(state.path))
    os.close(lock)
    assert sentence(done) == (
        f"Stopped: The portal already runs on {state.path} (process {os.getpid()}): "
        "stop it there, or name another folder with STATE_DIR."
    )


def test_a_database_of_yours_is_never_emptied(type_command: Typed, tmp_path: Path) -> None:
    done = type_command(
        "demo-reset",
        STATE_DIR=str(tmp_path / "state"),
        DATABASE_URL=ANY_DATABASE,
    )
    assert sentence(done) == (
        "Stopped: DATABASE_URL names a database of yours: only the embedded one is ever emptied."
    )


def test_an_unknown_command_names_the_known(type_command: Typed) -> None:
    done = type_command("fly")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Say one of: help, run, test, ")


def test_help_explains_every_command(type_command: Typed) -> None:
    done = type_command("help")
    named = [line.split()[1] for line in done.stdout.splitlines()]
    assert named == [
        "help",
        "run",
        "test",
        "check",
        "test-long",
        "pictures",
        "mutants",
        "lint",
        "format",
        "translations",
        "rules",
        "bench",
        "bench-archive",
        "demo-reset",
        "restore-drill",
        "requirements",
    ]
