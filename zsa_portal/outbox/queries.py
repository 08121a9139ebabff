"""What the screens of the outbox read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, Q, QuerySet, TextField, Value, When

from zsa_portal.outbox.models import Mail, Message


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


def deliveries() -> QuerySet[Mail]:
    """All mails with their recipients, the newest first.

    ``told`` is the address as staff see it, ``failure`` the error where it names no hidden address.
    """
    hidden = ~Q(shown_as="")
    return Mail.objects.select_related("message", "message__recipient").annotate(
        told=Case(When(hidden, then="shown_as"), default="address", output_field=TextField()),
        failure=Case(When(hidden, then=Value("")), default="error", output_field=TextField()),
    )
