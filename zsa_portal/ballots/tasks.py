"""Celery's entry points of ballots."""

from __future__ import annotations

from celery import shared_task

from zsa_portal.ballots.actions import duties_follow
from zsa_portal.ballots.queries import ballots_with_new_people


@shared_task
def follow_seats() -> int:
    """Let the votes of open ballots be owed by those on the seats now; returns how many ballots."""
    found = ballots_with_new_people()
    for ballot in found:
        duties_follow(ballot=ballot)
    return len(found)
