"""A person's deadlines as a calendar."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from zsa_portal.meetings.calendar import at_its_hour
from zsa_portal.meetings.queries import meetings_to_attend
from zsa_portal.people.models import User
from zsa_portal.reminders.queries import deadlines
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.models import Duty
from zsa_portal.workflow.wording import duty_label


def calendar_of(user: User, *, now: dt.datetime) -> bytes:
    """The user's open deadlines as iCalendar: one event each.

    A deadline is its whole last day, a meeting to attend has its hour and place.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//ZSA//Standards portal//ZH")
    calendar.add("version", "2.0")
    with translation.override(user.language):
        calendar.add("x-wr-calname", _("Deadlines of the standards portal"))
        duties = list(deadlines(user))
        meetings = meetings_to_attend(duties)
        for duty in duties:
            event = _event(duty, now)
            if (meeting := meetings.get((duty.matter_id, duty.key))) is None:
                _whole_day(event, duty)
            else:
                at_its_hour(event, meeting)
            calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found


def _event(duty: Duty, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{duty.token}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}")
    event.add("dtstamp", now.astimezone(dt.UTC))
    words = {"what": duty_label(duty.matter, duty.key), "title": str(duty.matter)}
    event.add("summary", _("%(what)s – %(title)s") % words)
    event.add("url", settings.SITE_URL + duty.matter.get_absolute_url())
    return event


def _whole_day(event: Event, duty: Duty) -> None:
    assert duty.due_at is not None  # noqa: S101 - asked only of duties with a deadline
    day = last_day(duty.due_at)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
