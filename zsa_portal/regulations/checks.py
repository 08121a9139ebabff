"""Whether a database is new enough for the squashed migrations: ``migrate`` refuses one that is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from zsa_portal.regulations.squashing import Squashed


@register(Tags.database)
def ran_all_that_is_squashed(
    databases: Sequence[str] | None = None, **_named: Any
) -> list[CheckMessage]:
    """An error for a database that ran only a part of what a squashed migration replaces.

    Django would take that migration for none, and leave the tables as they are.
    """
    every = MigrationLoader(None).disk_migrations.values() if databases else ()
    replaced = [set(one.replaces) for one in every if isinstance(one, Squashed)]
    found: list[CheckMessage] = []
    for name in databases or ():
        ran = set(MigrationRecorder(connections[name]).applied_migrations())
        if any(ran & these and these - ran for these in replaced):
            found.append(
                Error(
                    "The database is older than version 0.5.0",
                    hint="start version 0.5.0 with it once, then this version",
                    id="zsa_regulations.E001",
                )
            )
    return found
