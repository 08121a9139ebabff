"""What mails say: to whom, what happened, what to do, until when, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.outbox.kinds import Pace
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day

INDENT = "  "
FOOTER = "-- "
"""The line by which mail programs tell a footer (RFC 3676)."""


@dataclass(frozen=True)
class Waited:
    """What waited for one person: messages by the titles of their matters, and how many unnamed.

    The title is empty for messages about no matter. ``unnamed`` counts those about matters of which
    the reader may not know any more.
    """

    groups: Sequence[tuple[str, Sequence[Message]]]
    unnamed: int = 0

    @property
    def count(self) -> int:
        """How many messages waited."""
        return sum(len(messages) for _title, messages in self.groups) + self.unnamed


def until_words(deadline: dt.datetime) -> str:
    """An exclusive end in words of the language in use: a day with its end, or an instant."""
    local = deadline.astimezone(clock.SHANGHAI)
    if local.time() == dt.time():
        return _("%(day)s, 24:00 Beijing time") % {"day": last_day(deadline)}
    return _("%(instant)s Beijing time") % {"instant": f"{local:%F %H:%M}"}


def letter(message: Message, body: str) -> str:
    """The mail of one message, in the reader's language: ``body`` tells what happened."""
    reader = message.recipient
    with translation.override(reader.language):
        parts = [_greeting(reader), body, "\n".join(what_to_do(message))]
        if message.link:
            parts.append(f"{settings.SITE_URL}{message.link}")
        return "\n\n".join([*parts, _footer()])


def digest_letter(reader: User, pace: Pace, day: dt.date, waited: Waited) -> tuple[str, str]:
    """Subject and text of a digest, in the reader's language."""
    with translation.override(reader.language):
        subject = _subject(pace, {"count": waited.count, "day": day}, waited.count)
        parts = [_greeting(reader), _("This waited for you in the portal:")]
        for title, messages in waited.groups:
            parts.append(_("[%(title)s]") % {"title": title or _("Besides")})
            parts += [_entry(message, title) for message in messages]
        if waited.unnamed:
            parts.append(_unnamed(waited.unnamed))
        return subject, "\n\n".join([*parts, _footer()])


def what_to_do(message: Message) -> list[str]:
    """What to do and until when, in the language in use."""
    if not message.to_do:
        return [_("There is nothing you need to do.")]
    lines = [_("What to do: %(what)s") % {"what": message.to_do}]
    if message.deadline is not None:
        lines.append(_("Until: %(until)s") % {"until": until_words(message.deadline)})
    return lines


def _greeting(reader: User) -> str:
    return _("Dear %(name)s,") % {"name": reader.name}


def _subject(pace: Pace, words: dict[str, object], count: int) -> str:
    if pace == Pace.WEEKLY:
        said = ngettext(
            "Your week in the portal, %(day)s: %(count)d message",
            "Your week in the portal, %(day)s: %(count)d messages",
            count,
        )
    else:
        said = ngettext(
            "Your day in the portal, %(day)s: %(count)d message",
            "Your day in the portal, %(day)s: %(count)d messages",
            count,
        )
    return said % words


def _entry(message: Message, title: str) -> str:
    """One message in a digest; the title that stands above it is not said again."""
    at = f"{message.created_at.astimezone(clock.SHANGHAI):%F %H:%M}"
    before = (_("%(title)s: %(step)s") % {"title": title, "step": ""}).rstrip()
    what = message.subject.removeprefix(before).lstrip() if title else message.subject
    link = settings.SITE_URL + reverse("outbox:open", args=[message.pk])
    return "\n".join(
        [f"* {what} ({at})", *(INDENT + line for line in [*what_to_do(message), link])]
    )


def _unnamed(count: int) -> str:
    said = ngettext(
        "%(count)d more message is in the portal; it is about a matter that this mail may not name:",
        "%(count)d more messages are in the portal; they are about matters that this mail may not "
        "name:",
        count,
    )
    return said % {"count": count} + "\n" + settings.SITE_URL + reverse("outbox:inbox")


def _footer() -> str:
    link = settings.SITE_URL + reverse("outbox:preferences")
    return FOOTER + "\n" + _("You choose how often such mails come: %(link)s") % {"link": link}
