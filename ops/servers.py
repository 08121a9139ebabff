"""The two servers that the portal stands on: embedded, unless an address from outside names one."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ops.postgres import Postgres
from ops.supervisor import Supervisor
from ops.talk import Stop
from ops.valkey import Valkey

SCHEMES = {
    "DATABASE_URL": ("postgres", "postgresql", "pgsql"),
    "REDIS_URL": ("redis", "rediss"),
}


@dataclass(frozen=True)
class Servers:
    """The addresses in use; `postgres` is None where the database is somebody else's."""

    database_url: str
    redis_url: str
    postgres: Postgres | None

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


def outside(name: str) -> str:
    """Return the address that the environment gives for a server; Stop if it is of another kind."""
    address = os.environ.get(name, "").strip()
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        known = parts.scheme in SCHEMES[name] and parts.port != 0
    except ValueError as error:
        raise Stop(f"{name} is no address ({error}).") from error
    if not known:
        message = f"{name} must begin with {SCHEMES[name][0]}:// (the portal knows no other kind)."
        raise Stop(message)
    if name == "DATABASE_URL" and not parts.path.strip("/"):
        raise Stop(f"{name} names no database: postgres://user:password@host:5432/name.")
    return address


def are_embedded() -> bool:
    return not (outside("DATABASE_URL") and outside("REDIS_URL"))


def start(supervisor: Supervisor, *, settings: Sequence[str] = (), own: bool = False) -> Servers:
    """Start what the environment does not name (`own`: whatever it names) and return the addresses."""
    database_url = "" if own else outside("DATABASE_URL")
    redis_url = "" if own else outside("REDIS_URL")
    postgres = None
    if not database_url:
        postgres = Postgres.of(supervisor.state, settings=settings)
        postgres.start(supervisor)
        database_url = postgres.url
    if not redis_url:
        valkey = Valkey.of(supervisor.state)
        valkey.start(supervisor)
        redis_url = valkey.url
    return Servers(database_url, redis_url, postgres)
