"""What the portal's people should look like in use, told by ``migrate`` and ``check --database``."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's name
from django.db import DEFAULT_DB_ALIAS, connections

from zsa_portal.people.accounts.models import User


@register(Tags.database)
def no_superuser(databases: Any = None, **options: Any) -> list[CheckMessage]:
    """Warn of accounts with the flag of a superuser: after installation nobody needs it."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    table = User._meta.db_table
    if table not in connections[DEFAULT_DB_ALIAS].introspection.table_names():
        return []
    names = User.objects.filter(is_superuser=True, is_active=True).values_list(
        "username", flat=True
    )
    return [
        Warning(
            f"The account {name} has the flag of a superuser; nobody needs it.",
            hint=f"manage.py make_administrator {name} --office system (or security, audit)",
            id="zsa_people.W001",
        )
        for name in names
    ]
