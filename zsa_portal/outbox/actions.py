"""Posting messages, and whom an event is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from zsa_portal.outbox import pacing, tasks
from zsa_portal.outbox.kinds import KINDS, Pace
from zsa_portal.outbox.models import Mail, Message, Preference, Routing, new_message_id
from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock


def routed(event: str, declared: Sequence[str]) -> list[str]:
    """The roles an event is told: the Routing row's where there is one, else those declared."""
    row = Routing.objects.filter(event=event).values_list("roles", flat=True).first()
    return list(declared if row is None else row)


def message_post(  # noqa: PLR0913 - a message names everything at its place
    *,
    recipient: User,
    event: str,
    subject: str,
    body: str,
    to_do: str = "",
    deadline: dt.datetime | None = None,
    link: str = "",
    about: int | None = None,
) -> Message:
    """Store a message and its mail in the caller's transaction; both go out after its commit.

    Texts come in the recipient's language: ``body`` tells what happened, ``to_do`` what the
    recipient is to do, if anything, ``deadline`` until when (exclusive). ``link`` is a path;
    ``about`` a matter's key. A mail that the recipient wants once a day or week waits for the
    digest; one that is wanted in the portal only is none. ImproperlyConfigured for an event that is
    not declared.
    """
    message = Message(
        recipient=recipient,
        event=event,
        subject=subject,
        body=body,
        to_do=to_do,
        deadline=deadline,
        link=link,
        about=about,
    )
    return messages_post([message])[0]


def messages_post(messages: Sequence[Message]) -> list[Message]:
    """Store messages not saved so far, with their mails, as :func:`message_post` does with one."""
    for message in messages:
        message.subject, message.to_do = message.subject[:400], message.to_do[:400]
    pacing.paces_set(messages)
    stored = Message.objects.bulk_create(messages)
    _queue(
        [
            _mail(message.recipient.email, message.subject, message.body, message)
            for message in stored
            if message.recipient.email and message.pace == Pace.AT_ONCE
        ]
    )
    return stored


@transaction.atomic
def preferences_set(*, user: User, paces: Mapping[str, str]) -> None:
    """Set how often a user's mails come, by the kinds' keys; what waits already comes as it would.

    ValueError for a pace that its kind does not allow, KeyError for a kind that is none.
    """
    for key, pace in paces.items():
        if pace not in KINDS[key].paces:
            raise ValueError(f"{key} may not come {pace}")
        Preference.objects.update_or_create(user=user, kind=key, defaults={"pace": pace})


def mail_post(*, address: str, subject: str, body: str, shown_as: str = "") -> Mail:
    """Queue a mail to an address, in the caller's transaction.

    ``shown_as`` stands for the address wherever staff look at deliveries.
    """
    mail = _mail(address, subject[:400], body)
    mail.shown_as = shown_as[:120]
    return _queue([mail])[0]


def _mail(address: str, subject: str, body: str, message: Message | None = None) -> Mail:
    return Mail(
        message=message,
        address=address,
        subject=subject,
        body=body,
        rfc_message_id=new_message_id(),
        next_try_at=clock.now(),
    )


def _queue(mails: Sequence[Mail]) -> list[Mail]:
    queued = Mail.objects.bulk_create(mails)
    if queued:
        transaction.on_commit(tasks.send_soon, robust=True)
    return queued


def message_read(*, message: Message, by: User) -> Message:
    """Note that the recipient has read a message, once. PermissionDenied for anybody else."""
    if message.recipient_id != by.pk:
        raise PermissionDenied
    if message.read_at is None:
        message.read_at = clock.now()
        message.save(update_fields=["read_at"])
    return message


def messages_read_all(*, by: User) -> int:
    """Note that a user has read all own messages; returns how many were unread."""
    return Message.objects.filter(recipient=by, read_at=None).update(read_at=clock.now())


def mail_resend(*, mail: Mail, by: User) -> Mail:
    """Queue a mail once more under its own Message-ID, tried at once. Only staff may."""
    if not places_of(by).staff:
        raise PermissionDenied
    with transaction.atomic():
        fresh = Mail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
        fresh.state, fresh.attempts, fresh.error = Mail.State.QUEUED, 0, ""
        fresh.next_try_at = fresh.resent_at = clock.now()
        fresh.resent_by = by
        fresh.save()
        transaction.on_commit(tasks.send_soon, robust=True)
    return fresh
