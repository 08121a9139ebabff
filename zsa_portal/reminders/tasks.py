"""The daily look at deadlines."""

from __future__ import annotations

from celery import shared_task

from zsa_portal.regulations import clock
from zsa_portal.reminders.actions import reminders_send
from zsa_portal.reminders.models import HOUR


@shared_task
def remind() -> int:
    """Send the reminders whose day has come, not before the hour set; returns how many."""
    now = clock.now()
    if now.astimezone(clock.SHANGHAI).hour < int(HOUR.value(now)):
        return 0
    return reminders_send(now=now)
