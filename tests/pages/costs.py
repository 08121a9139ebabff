"""What a page costs: how many queries answer one GET."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client

from zsa_portal.regulations import clock

MOST = 15


@functools.lru_cache(maxsize=50)
def client_of(user: Any) -> Client:
    """A client signed in as the user, anonymous for None."""
    client = Client(headers={"accept-language": "zh-hans"})
    if user is not None:
        client.force_login(user)
    return client


def statements(user: Any, path: str, now: dt.datetime) -> list[str] | None:
    """The SQL that a GET sends, that of signing in included; None unless it is answered with 200.

    The session comes from the cache, as it does for whoever has signed in; nothing else is kept
    from an earlier page. What the GET wrote is rolled back. Django's own log of queries is not
    asked: it forgets all but the latest 9,000.
    """
    client = client_of(user)
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append(sql)
        return execute(sql, params, many, context)

    ContentType.objects.clear_cache()
    with clock.moved_to(now), transaction.atomic():
        with connection.execute_wrapper(note):
            response = client.get(path)
        transaction.set_rollback(True)
    return found if response.status_code == 200 else None
