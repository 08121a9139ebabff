"""A copy of the database and a folder of its own for files: what is measured leaves nothing behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, connections
from django.test.utils import override_settings

from zsa_portal.outbox.tasks import worker_left_alone


@contextmanager
def a_copy() -> Iterator[None]:
    """Work on a copy of the database, on no file of the portal, and with no worker.

    Nobody else may be at the database while it is copied: OperationalError says so.
    """
    plain = connection.settings_dict["NAME"]
    copy = f"{plain}_bench_{os.getpid()}"
    try:
        run(f'CREATE DATABASE "{copy}" TEMPLATE "{plain}"')
    except OperationalError as error:
        reason = str(error).splitlines()[0]
        raise OperationalError(f"{reason}: stop the portal that uses it first") from error
    connection.settings_dict["NAME"] = copy
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            override_settings(FILES_ROOT=folder),
            worker_left_alone(),
        ):
            yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = plain
        run(f'DROP DATABASE "{copy}" WITH (FORCE)')


def run(statement: str) -> None:
    """Run a statement about databases, connected to none that it is about."""
    connections.close_all()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django's own creation of test databases
        cursor.execute(statement)
