"""What `manage.py check --deploy --database default` says of the installation's database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

ROLE = """
SELECT rolsuper, EXISTS (SELECT FROM pg_class WHERE relowner = role.oid AND relkind IN ('r', 'p'))
  FROM pg_roles AS role WHERE rolname = current_user
"""
HINT = "See ops/database/roles.sql: migrations connect as zsa_owner, all else as zsa_portal."


@register(Tags.database, deploy=True)
def role_is_a_small_one(
    databases: Sequence[str] | None = None, **_named: Any
) -> list[CheckMessage]:
    """The portal's role is no superuser and owns no table: else it could undo what keeps the logs."""
    found: list[CheckMessage] = []
    for name in databases or ():
        with connections[name].cursor() as cursor:
            cursor.execute(ROLE)
            is_superuser, owns = cursor.fetchone()
        if is_superuser:
            found.append(Error("The portal connects as a superuser.", hint=HINT, id="zsa.E101"))
        if owns:
            found.append(Error("The portal's role owns tables.", hint=HINT, id="zsa.E102"))
    return found
