"""Instants in words, of Asia/Shanghai to the minute."""

from __future__ import annotations

import datetime as dt

from zsa_portal.regulations import clock


def minute(instant: dt.datetime) -> str:
    """``2026-03-02 09:30``."""
    return f"{instant.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"


def end_minute(end: dt.datetime) -> str:
    """An exclusive end: midnight is ``24:00`` of the last day, as people read it."""
    local = end.astimezone(clock.SHANGHAI)
    if local.time() != dt.time():
        return minute(end)
    return f"{local.date() - dt.timedelta(days=1)} 24:00"
