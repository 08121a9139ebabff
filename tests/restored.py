"""A backup restored as an operator does it: by the command, onto a database and a store of their own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from ops.places import ROOT
from zsa_portal.settings.test import SUFFIX


@contextlib.contextmanager
def another_database() -> Iterator[str]:
    """The address of an empty database on the tests' server; gone afterwards."""
    given = connection.settings_dict
    name = f"{given['NAME']}_restored"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}@" if given["USER"] else ""
        known = {"host": given["HOST"], "port": given["PORT"]} | given["OPTIONS"]
        place = urlencode({key: known[key] for key in ("host", "port") if known.get(key)})
        yield f"postgres://{who}/{name}?{place}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def portal_on(address: str, state: Path, **more: str) -> dict[str, str]:
    """The environment of a portal on that database and folder; it shares no cache with the tests'."""
    return {
        **os.environ,
        "DATABASE_URL": address,
        "STATE_DIR": str(state),
        "TEST_DB_SUFFIX": f"{SUFFIX}_restored",
        "DJANGO_SETTINGS_MODULE": "zsa_portal.settings.test",
        **more,
    }


def restored(folder: Path, portal: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What `manage.py restore` said, run for such a portal."""
    return subprocess.run(
        [sys.executable, "manage.py", "restore", str(folder)],
        cwd=ROOT,
        env=portal,
        capture_output=True,
        text=True,
        check=False,
    )
