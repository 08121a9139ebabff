"""Reminding people of what they owe: once for each day declared, never of what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.outbox.actions import message_post
from zsa_portal.people.models import Party, User
from zsa_portal.reminders import queries
from zsa_portal.reminders.models import ESCALATE_AFTER, ReminderSent
from zsa_portal.workflow.models import Duty
from zsa_portal.workflow.wording import duty_label, duty_url


def reminders_send(*, now: dt.datetime) -> int:
    """Send every reminder whose day has come at ``now``; returns the number of messages.

    Each duty in a transaction of its own, under its lock: two workers, or a second run, send
    nothing twice.
    """
    days = queries.offsets(now)
    found = queries.may_be_due(now, days).values_list("pk", flat=True)
    return sum(_remind(pk, now, days) for pk in list(found))


def _remind(pk: int, now: dt.datetime, days: Sequence[int]) -> int:
    with transaction.atomic():
        locked = Duty.objects.select_for_update(skip_locked=True, of=("self",))
        parties = (f"party__{name}" for name in Party.WITH_NAMES)
        duty = locked.select_related("matter", "party", *parties).filter(
            pk=pk, done_at__isnull=True, due_at__isnull=False
        )
        row = duty.first()
        offset = queries.offset_now(row, now, days) if row else None
        if row is None or offset is None:
            return 0
        sent, is_new = ReminderSent.objects.get_or_create(
            duty=row, offset=offset, defaults={"sent_at": now}
        )
        if not is_new:
            return 0
        sent.people = _tell_all(row, queries.days_over(row, now))
        sent.save(update_fields=["people"])
        return sent.people


def _tell_all(duty: Duty, over: int) -> int:
    count = 0
    for person in queries.told(duty):
        with translation.override(person.language):
            _tell_owing(duty, person, over)
        count += 1
    if over >= max(1, int(ESCALATE_AFTER.value())):
        for person in queries.told_in_escalation(duty):
            with translation.override(person.language):
                _tell_superior(duty, person, over)
            count += 1
    return count


def _tell_owing(duty: Duty, person: User, over: int) -> None:
    event = queries.OVERDUE if over > 0 else queries.DUE
    subject = _("%(when)s: %(what)s – %(title)s") % _words(duty, over)
    _post(duty, person, event, subject, to_do=_words(duty, over)["what"])


def _tell_superior(duty: Duty, person: User, over: int) -> None:
    subject = _("%(party)s is late, %(when)s: %(what)s – %(title)s") % _words(duty, over)
    to_do = _("See to it that this is done: %(what)s") % _words(duty, over)
    _post(duty, person, queries.ESCALATED, subject, to_do=to_do)


def _post(duty: Duty, person: User, event: str, subject: str, *, to_do: str) -> None:
    words = _words(duty, 0)
    lines = [
        _("Matter: %(title)s") % words,
        _("Owed by: %(party)s") % words,
    ]
    message_post(
        recipient=person,
        event=event,
        subject=subject,
        body="\n".join(lines),
        to_do=to_do,
        deadline=duty.due_at,
        link=duty_url(duty.matter, duty.key),
        about=duty.matter_id,
    )


def _words(duty: Duty, over: int) -> dict[str, str]:
    return {
        "when": _when(over),
        "what": duty_label(duty.matter, duty.key),
        "title": duty.matter.shown_name,
        "party": str(duty.party),
    }


def _when(over: int) -> str:
    if over == 0:
        return _("Due today")
    if over < 0:
        return ngettext("%(days)d day left", "%(days)d days left", -over) % {"days": -over}
    words = ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", over)
    return words % {"days": over}
