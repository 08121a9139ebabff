"""Digests: what waited for one person, in one mail a day or a week, once."""

from __future__ import annotations

import datetime as dt
import logging

from celery import shared_task
from django.db import transaction

from zsa_portal.outbox import matters, pacing, queries
from zsa_portal.outbox.actions import mail_post
from zsa_portal.outbox.kinds import Pace
from zsa_portal.outbox.letters import Waited, digest_letter
from zsa_portal.outbox.models import Digest, Message
from zsa_portal.people.models import User
from zsa_portal.regulations import clock

logger = logging.getLogger(__name__)


@shared_task
def make_digests() -> int:
    """Make every digest whose hour has come and that is not made; returns how many mails.

    One that fails is logged and tried again in the next round; the others go on.
    """
    made = 0
    for pace in pacing.DAYS:
        at = pacing.slot(pace, clock.now())
        for user in queries.awaiting(pace, at, clock.day_of(at)):
            try:
                made += digest_make(user=user, pace=pace, at=at)
            except Exception:
                logger.exception("the digest of user %s failed", user)
    return made


@transaction.atomic
def digest_make(*, user: int, pace: Pace, at: dt.datetime) -> int:
    """Mail to the user of that key what waited before ``at``, in one transaction; returns the mails.

    0 where the digest of that day is made already, also by another worker at the same time, and where
    nothing is left to tell: what was read in the portal meanwhile is not mailed.
    """
    digest, new = Digest.objects.get_or_create(user_id=user, pace=pace, day=clock.day_of(at))
    if not new:
        return 0
    rows = queries.waiting(pace, at).filter(recipient=user).select_for_update(of=("self",))
    messages = list(rows.order_by("created_at", "pk"))
    Message.objects.filter(pk__in=[one.pk for one in messages]).update(digest=digest)
    reader = digest.user
    waited = _waited(reader, [one for one in messages if one.read_at is None])
    if not (waited.count and reader.email):
        return 0
    subject, body = digest_letter(reader, pace, digest.day, waited)
    digest.mail = mail_post(address=reader.email, subject=subject, body=body)
    digest.save(update_fields=["mail"])
    return 1


def _waited(reader: User, messages: list[Message]) -> Waited:
    """The messages by matter, in order of each matter's first; those about no matter come last.

    Who may know of a matter is asked again: a message of one that is out of sight is counted only.
    """
    titles = matters.titles_of(reader, {one.about for one in messages if one.about is not None})
    groups: dict[int | None, list[Message]] = {}
    for one in messages:
        if one.about is None or one.about in titles:
            groups.setdefault(one.about, []).append(one)
    named = [(titles[key], found) for key, found in groups.items() if key is not None]
    besides = [("", groups[None])] if None in groups else []
    shown = sum(len(found) for found in groups.values())
    return Waited(groups=[*named, *besides], unnamed=len(messages) - shown)
