"""Who is told that an exception waits for an approval, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from archive.exceptions.approving import approves, waiting
from archive.exceptions.records import KINDS, NamedException
from archive.parties import LEADERS, is_custodian
from zsa_portal.outbox.actions import message_post
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Party, User
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day

WAITS, DECIDED = "archive.exception_waits", "archive.exception_decided"


def approval_url(exception: NamedException) -> str:
    """Where a leader approves an exception."""
    return reverse("archive:exception_approve", args=[exception.kind, exception.pk])


def waiting_tell(exceptions: Iterable[NamedException]) -> int:
    """Tell whoever decides on exceptions, each of them once; returns how many messages."""
    rows = list(exceptions)
    leaders = list(people_of([Party.of_post(post) for post in LEADERS])) if rows else []
    told = _told(leaders, rows)
    asked = [
        (one, leader)
        for one in rows
        for leader in leaders
        if approval_url(one) not in told[leader.pk] and approves(one, leader)
    ]
    for one, leader in asked:
        _ask(leader, one)
    return len(asked)


def waiting_remind() -> int:
    """Tell of exceptions that came to wait otherwise than by being given; returns how many messages.

    As when a record was graded higher since, a 机密 one came into a folder, or there is a new leader.
    """
    with transaction.atomic():
        rows = [
            one
            for table in KINDS.values()
            for one in waiting(table, clock.now()).select_related("user", "given_by")
        ]
        return waiting_tell(rows)


def _told(leaders: list[User], exceptions: list[NamedException]) -> dict[int, set[str]]:
    """The exceptions of which leaders (their keys) were told, by address."""
    links = [approval_url(one) for one in exceptions]
    rows = Message.objects.filter(recipient__in=leaders, event=WAITS, link__in=links)
    found: dict[int, set[str]] = defaultdict(set)
    for leader, link in rows.values_list("recipient", "link"):
        found[leader].add(link)
    return found


def _ask(leader: User, exception: NamedException) -> None:
    said = _said(exception)
    with translation.override(leader.language):
        message_post(
            recipient=leader,
            event=WAITS,
            subject=_("An exception for %(person)s waits for your approval") % said,
            body=_(
                "%(giver)s gave it until %(day)s. What it names of confidential records stays closed "
                "until the secretary general or the executive vice chair has approved it. Reason: "
                "%(reason)s"
            )
            % said,
            to_do=_("Approve the exception or refuse it"),
            link=approval_url(exception),
        )


def decided_tell(exception: NamedException) -> None:
    """Tell who gave an exception and whom it is for that a leader approved it, or refused it."""
    said = _said(exception)
    for person in (exception.given_by, exception.user):
        with translation.override(person.language):
            subject, body = _refused() if exception.revoked_at else _approved()
            message_post(
                recipient=person,
                event=DECIDED,
                subject=subject % said,
                body=body % said,
                link=_link_for(person, exception),
            )


def _approved() -> tuple[str, str]:
    return (
        _("The exception for %(person)s is approved"),
        _(
            "%(approver)s approved it: it opens what it names of confidential records until %(day)s."
        ),
    )


def _refused() -> tuple[str, str]:
    return (
        _("The exception for %(person)s is refused"),
        _("%(refuser)s refused it, and it is revoked: %(why)s"),
    )


def _said(exception: NamedException) -> dict[str, Any]:
    return {
        "person": exception.user,
        "giver": exception.given_by,
        "day": last_day(exception.until),
        "reason": exception.reason,
        "approver": exception.approved_by,
        "refuser": exception.revoked_by,
        "why": exception.revoked_for,
    }


def _link_for(person: User, exception: NamedException) -> str:
    """The custodian's list; for the staff to whom it is open, what it opens."""
    if is_custodian(person):
        return reverse("archive:exceptions")
    opened = exception.revoked_at is None and places_of(person).staff
    return exception.address if opened else ""
