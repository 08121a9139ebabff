"""What the desk and the search read."""

from __future__ import annotations

from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Subquery

from zsa_portal.outbox.models import Message
from zsa_portal.people.models import User
from zsa_portal.people.parties import Party
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.queries import open_duties

HOLDER = ("holder", *(f"holder__{name}" for name in Party.WITH_NAMES))


class NumberOf(Subquery):
    """How many rows a query finds, as a column of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def counts_for(user: Any) -> tuple[int, int]:
    """How many duties a signed-in user owes now, and how many messages are unread; one query."""
    unread = Message.objects.filter(recipient=user, read_at=None)
    counted: tuple[int, int] = User.objects.values_list(
        NumberOf(open_duties(user).order_by().values("pk")),
        NumberOf(unread.order_by().values("pk")),
    ).get(pk=user.pk)
    return counted


def matters_for(user: Any) -> QuerySet[Matter]:
    """Every matter the user may discover, with what a list shows of it."""
    return Matter.objects.visible_to(user).select_related("applicant", *HOLDER)


def recent_moves(user: Any, most: int = 10) -> list[LogEntry]:
    """The latest steps in matters the user may discover, newest first."""
    visible = Matter.objects.visible_to(user).order_by().values("pk")
    rows = LogEntry.objects.filter(matter__in=visible).exclude(from_state=F("to_state"))
    return list(rows.select_related("matter").order_by("-pk")[:most])


def found_matters(user: Any, words: str, most: int = 50) -> list[Matter]:
    """The matters the user may discover whose title or number holds every word, newest first."""
    rows = matters_for(user)
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(title_en__icontains=word) | Q(number__icontains=word)
        )
    return list(rows.order_by("-entered_at")[:most])
