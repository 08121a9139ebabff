"""The mailbox of returns is read by the parsing workers: nothing in it is parsed elsewhere."""

from __future__ import annotations

from celery import shared_task

from zsa_portal.returns import reading

SECONDS = 180


@shared_task(parses=True, soft_time_limit=SECONDS, time_limit=SECONDS + 15)
def read_returns() -> int:
    """Read what is new in the mailbox of returns; how many mails of ours came back."""
    return reading.read_box()
