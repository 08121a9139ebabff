"""What the screens of the outbox read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zsa_portal.outbox.models import Mail, Message


def inbox(user: Any) -> QuerySet[Message]:
    """A user's own messages, the newest first."""
    return Message.objects.filter(recipient=user)


def unread_count(user: Any) -> int:
    """How many of a user's messages are unread."""
    return inbox(user).filter(read_at=None).count()


def deliveries() -> QuerySet[Mail]:
    """All mails with their recipients, the newest first."""
    return Mail.objects.select_related("message", "message__recipient")
