"""Runs in `.venv`: servers asked, database up to date, demonstration loaded, accounts named.

Exit code 3 with one sentence on standard error: a server does not answer or refuses us.
"""

import io
import os
import re
import sys
from pathlib import Path

import django
import redis
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

CANNOT = 3
OLDEST_POSTGRESQL = 15
MONTH = re.compile(r"\d{4}-\d{2}")


def main(step: str) -> None:
    if step in ("servers", "database"):
        _refuse_unless_servers_answer()
    django.setup()
    if step == "database":
        _migrate()
        _load_demonstration()
    elif step == "accounts" and "demo_accounts" in get_commands():
        call_command("demo_accounts")


def _refuse_unless_servers_answer() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        _refuse("The database of DATABASE_URL does not let us in", error)
    if connection.cursor().connection.server_version < OLDEST_POSTGRESQL * 10000:
        _refuse(
            "The database of DATABASE_URL is too old", f"PostgreSQL {OLDEST_POSTGRESQL} is needed"
        )
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5).ping()
    except (redis.RedisError, ValueError) as error:
        _refuse("The server of REDIS_URL does not answer", error)


def _migrate() -> None:
    from zsa_portal.regulations.checks import ran_all_that_is_squashed

    for old in ran_all_that_is_squashed([connection.alias]):
        _refuse(old.msg, old.hint)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    print(f"· Bringing the database up to date ({len(plan)} migrations)", flush=True)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        _refuse("The database cannot be brought up to date", error)


def _load_demonstration() -> None:
    from django.contrib.auth import get_user_model

    if "load_demo" not in get_commands() or get_user_model().objects.exists():
        return
    print("· Loading the demonstration association (first use)", flush=True)
    loading = Path(os.environ["STATE_DIR"]) / "demo.loading"
    loading.touch()
    call_command("load_demo", stdout=Months())
    loading.unlink()


class Months(io.StringIO):
    """Of what the loader tells, each month of its story once: it takes a minute or two."""

    def __init__(self) -> None:
        super().__init__()
        self._told = ""

    def write(self, line: str) -> int:
        month = MONTH.match(line)
        if month and month[0] > self._told:
            self._told = month[0]
            print(f"  {self._told}", flush=True)
        return len(line)


def _refuse(what: str, why: Exception | str) -> None:
    lines = str(why).strip().splitlines()
    print(f"{what}: {lines[0] if lines else type(why).__name__}", file=sys.stderr)
    sys.exit(CANNOT)


if __name__ == "__main__":
    main(sys.argv[1])
