"""What the screens of the outbox read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from zsa_portal.outbox.kinds import Pace
from zsa_portal.outbox.models import Digest, Mail, Message, Preference


def inbox(user: Any) -> QuerySet[Message]:
    """A user's own messages, the newest first."""
    return Message.objects.filter(recipient=user)


def unread(user: Any) -> QuerySet[Message]:
    """A user's own messages that the user has not read."""
    return inbox(user).filter(read_at=None)


def unread_count(user: Any) -> int:
    """How many of a user's messages are unread."""
    return unread(user).count()


def has_unread(user: Any, *, event: str, about: int, since: dt.datetime) -> bool:
    """Whether a message of an event about a matter, created since an instant, waits to be read."""
    rows = inbox(user).filter(event=event, about=about, created_at__gte=since, read_at=None)
    return rows.exists()


def waiting(pace: Pace, before: dt.datetime) -> QuerySet[Message]:
    """The messages, created before an instant, that wait for a digest of a pace."""
    return Message.objects.filter(pace=pace, digest=None, created_at__lt=before)


def awaiting(pace: Pace, before: dt.datetime, day: dt.date) -> list[int]:
    """The keys of the active users for whom the digest of a day is to be made."""
    made = Digest.objects.filter(pace=pace, day=day)
    rows = waiting(pace, before).filter(recipient__is_active=True)
    rows = rows.exclude(recipient__in=made.values("user"))
    return list(rows.order_by("recipient").values_list("recipient", flat=True).distinct())


def chosen(user: Any) -> dict[str, str]:
    """How often a user wants mails, by the keys of kinds; kinds without a choice are left out."""
    return dict(Preference.objects.filter(user=user).values_list("kind", "pace"))


def deliveries() -> QuerySet[Mail]:
    """All mails with their recipients, the newest first.

    ``told`` is the address as staff see it, ``failure`` the error where it names no hidden address;
    ``event`` that of its message, or ``digest.`` and the pace of a digest.
    """
    hidden = ~Q(shown_as="")
    return Mail.objects.select_related("message", "message__recipient").annotate(
        told=Case(When(hidden, then="shown_as"), default="address", output_field=TextField()),
        event=Case(
            When(digest__pace__isnull=False, then=Concat(Value("digest."), "digest__pace")),
            default="message__event",
            output_field=TextField(),
        ),
        failure=Case(When(hidden, then=Value("")), default="error", output_field=TextField()),
    )
