"""Asking workers for something without waiting for a broker that is known to be away."""

from __future__ import annotations

import time
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from zsa_portal.outages.breaker import VALKEY

FAULTS = (OperationalError, RedisError, OSError)
AT_ONCE = 0.5


class SteadyTask(Task):
    """A task whose sending raises OperationalError at once while Valkey is away."""

    abstract = True

    def apply_async(self, *args: Any, **options: Any) -> Any:
        """As Celery's. A connection that Valkey closed meanwhile is opened anew; silence is borne once."""
        if not VALKEY.may_try():
            raise OperationalError("Valkey is away")
        options = {"retry": False} | options
        began = time.monotonic()
        try:
            try:
                sent = super().apply_async(*args, **options)
            except FAULTS:
                if time.monotonic() - began > AT_ONCE:
                    raise
                sent = super().apply_async(*args, **options)
        except FAULTS as error:
            VALKEY.failed(error)
            raise
        VALKEY.answered()
        return sent
