"""A meeting as an entry of a calendar."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from icalendar import Calendar, Event

from zsa_portal.meetings.models import Meeting
from zsa_portal.regulations import clock


def at_its_hour(event: Event, meeting: Meeting) -> None:
    """Give an entry hour, place and agenda; how long a meeting lasts is not known."""
    event.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    event.add("location", meeting.place)
    event.add("description", meeting.agenda)


def calendar_file(meeting: Meeting) -> bytes:
    """One meeting as an iCalendar file; a meeting that was moved keeps its entry."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//ZSA//Standards portal//ZH")
    calendar.add("version", "2.0")
    event.add("uid", f"meeting-{meeting.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}")
    event.add("dtstamp", clock.now().astimezone(dt.UTC))
    event.add("summary", f"{meeting.heading} – {meeting.matter.shown_name}")
    event.add("url", settings.SITE_URL + meeting.matter.get_absolute_url())
    at_its_hour(event, meeting)
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
