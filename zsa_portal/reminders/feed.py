"""Entries of the calendar as iCalendar: a person's feed, and a period as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.reminders.dates import duty_entry
from zsa_portal.reminders.queries import deadlines
from zsa_portal.workflow.calendar import Dated, dated

BACK, AHEAD = dt.timedelta(days=31), dt.timedelta(days=366)
"""How far a feed goes back and ahead; what is still owed stands in it however old it is."""
MOST = 500


def calendar_of(user: User, *, now: dt.datetime) -> bytes:
    """The user's own days as iCalendar, one event each, in the user's language.

    Everything owed with a deadline, and what else the portal's calendar shows as the user's own from
    a month back to a year ahead, such as meetings to attend.
    """
    today = clock.day_of(now)
    with translation.override(user.language):
        entries = [one for one in dated(user, today - BACK, today + AHEAD) if one.mine]
        known = {one.uid for one in entries}
        owed = [duty_entry(duty) for duty in deadlines(user)[:MOST]]
        rest = [one for one in owed if one.uid not in known]
        return calendar_with([*rest, *entries], now=now)


def calendar_with(entries: Iterable[Dated], *, now: dt.datetime) -> bytes:
    """These entries as iCalendar, in the language now spoken.

    What has no instant is its whole day; a thing with an instant has its hour and place, how long it
    lasts is not known.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//ZSA//Standards portal//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Deadlines of the standards portal"))
    for entry in entries:
        calendar.add_component(_event(entry, now))
    found: bytes = calendar.to_ical()
    return found


def _event(entry: Dated, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", entry.title)
    event.add("url", settings.SITE_URL + entry.url)
    if entry.place:
        event.add("location", entry.place)
    if entry.note:
        event.add("description", entry.note)
    if entry.at is not None:
        event.add("dtstart", entry.at.astimezone(dt.UTC))
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event
