"""The backend that DATABASES names; what bounds its waits is in ``patience``."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg2 import OperationalError

from zsa_portal.outages.breaker import DATABASE
from zsa_portal.outages.postgresql.patience import briefly


class DatabaseWrapper(base.DatabaseWrapper):
    """No connection is tried while the server is known to be away; asking whether one lives is brief."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not DATABASE.may_try():
            raise OperationalError("PostgreSQL is away")
        with briefly():
            try:
                connection = super().get_new_connection(conn_params)
            except OperationalError as error:
                DATABASE.failed(error)
                raise
        DATABASE.answered()
        return connection

    def is_usable(self) -> bool:
        with briefly():
            return bool(super().is_usable())
