"""Where the embedded servers put their things, and what they refuse."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from ops import postgres, servers, system_user
from ops.places import State
from ops.postgres import Postgres
from ops.talk import Stop
from ops.valkey import Valkey

NOT_ROOT = os.geteuid() != 0


def test_secrets_are_kept_and_private(state: State) -> None:
    first = state.secret("database")
    assert state.secret("database") == first
    assert state.secret("valkey") != first
    assert (state.folder("run") / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_the_socket_folder_is_short_and_plain(open_folder: Path) -> None:
    state = State.at(open_folder / "state")
    inside = postgres._socket_folder(state, system_user.other_user())
    assert inside == state.path / "pg.socket"
    assert inside.stat().st_mode & 0o777 == 0o700
    for name in ("x" * 90, "with space", "标准"):
        odd = State.at(open_folder / name)
        outside = postgres._socket_folder(odd, system_user.other_user())
        assert outside == Path("/tmp") / f"zsa-portal-{os.getuid()}-{odd.short_hash}"
        outside.rmdir()


def test_a_socket_folder_of_someone_else_is_refused(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State.at(open_folder / "state")
    postgres._socket_folder(state, None)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    with pytest.raises(Stop, match="belongs to someone else"):
        postgres._socket_folder(state, None)


def test_data_that_was_put_elsewhere_and_is_gone_is_told(state: State) -> None:
    note = state.path / "pg.place"
    note.write_text("/var/lib/no-such-folder/portal/pg")
    with pytest.raises(Stop) as stop:
        Postgres.of(state)
    assert str(stop.value) == (
        f"/var/lib/no-such-folder/portal/pg, named in {note}, is gone: "
        f"remove {note} to begin with empty data."
    )


@pytest.mark.parametrize(("memory", "at_hand"), [(256, 128), (2048, 512), (24_000, 1024)])
def test_the_server_keeps_a_quarter_of_the_memory_at_hand(
    state: State, monkeypatch: pytest.MonkeyPatch, memory: int, at_hand: int
) -> None:
    told = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": memory * 256}
    monkeypatch.setattr(os, "sysconf", told.__getitem__)
    assert f"shared_buffers={at_hand}MB" in Postgres.of(state)._part().command


@pytest.mark.skipif(NOT_ROOT, reason="only root drops to another user")
def test_root_puts_the_data_where_the_other_user_can_go(state: State) -> None:
    private = state.path.parent
    private.chmod(0o700)
    cluster = Postgres.of(state)
    assert cluster.data == Path("/var/lib/zsa-portal") / state.short_hash / "pg"
    assert cluster.user == system_user.other_user()
    assert private.stat().st_mode & 0o777 == 0o700
    cluster.destroy()
    assert not cluster.data.parent.exists()


@pytest.mark.skipif(NOT_ROOT, reason="only root drops to another user")
def test_root_keeps_data_inside_a_folder_that_the_other_user_can_enter(open_folder: Path) -> None:
    state = State.at(open_folder / "state")
    assert Postgres.of(state).data == state.path / "pg"


@pytest.mark.skipif(NOT_ROOT, reason="only root drops to another user")
def test_what_the_other_user_may_is_asked_as_that_user(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert system_user.can_enter(closed, None)
    assert not system_user.can_enter(closed, system_user.other_user())
    assert system_user.can_run(Path("/bin/sh"), system_user.other_user())
    assert not system_user.can_run(closed / "program", system_user.other_user())


def test_data_of_another_version_is_refused(state: State, open_folder: Path) -> None:
    cluster = Postgres.of(State.at(open_folder / "state"))
    cluster._own(cluster.data)
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(Stop, match="belongs to PostgreSQL 9, this is 18"):
        cluster._check_version()


def test_valkey_keeps_its_port_while_it_is_free(state: State) -> None:
    first = Valkey.of(state).port
    assert Valkey.of(state).port == first
    with socket.create_server(("127.0.0.1", first)):
        assert Valkey.of(state).port != first


def test_servers_named_from_outside_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://zsa@db/zsa")
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert servers.are_embedded()
    monkeypatch.setenv("REDIS_URL", "redis://cache/0")
    assert not servers.are_embedded()
