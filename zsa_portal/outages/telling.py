"""Which outage an error comes from, and the page that says what still works."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import get_template
from kombu.exceptions import OperationalError as BrokerAway
from redis.exceptions import RedisError

from zsa_portal.parsing import WorkerAway

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BUSY = {"57014", "55P03", "40P01", "53300"}
"""SQLSTATEs of what may work at the next try: time-outs, a lock held, a deadlock, no connection left."""
DISK_FULL = "53100"
RETRY_AFTER = {"database": 30, "busy": 10, "disk": 300, "workers": 60}
"""Seconds."""


def outage_of(error: BaseException | None) -> str | None:
    """The outage, a key of RETRY_AFTER, that an error or what it was raised from tells of."""
    return next((found for one in _chain(error) if (found := _kind(one))), None)


def unavailable(outage: str) -> HttpResponse:
    """Status 503 with Retry-After; needs neither database nor cache, and is in both languages."""
    page = get_template("errors/503.html").render({"outage": outage})
    headers = {"Retry-After": str(RETRY_AFTER[outage]), "Cache-Control": "no-store"}
    return HttpResponse(page, status=503, headers=headers)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _kind(error: BaseException) -> str | None:
    if isinstance(error, OperationalError | InterfaceError):
        code = getattr(error.__cause__, "pgcode", None)
        if code == DISK_FULL:
            return "disk"
        return "busy" if code in BUSY else "database"
    if isinstance(error, WorkerAway | BrokerAway | RedisError):
        return "workers"
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return "disk"
    return None
