"""Meetings in the calendar: those that a user may know of, with the user's part in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from zsa_portal.meetings.kinds import KINDS
from zsa_portal.meetings.models import CALLED_OFF, Attendance, Meeting
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.calendar import MOST, Dated, between, known_among
from zsa_portal.workflow.filters import takes_part
from zsa_portal.workflow.queries import with_parties
from zsa_portal.workflow.tabs import tabs_for


def meetings_dated(user: Any, first: dt.date, last: dt.date) -> Sequence[Dated]:
    """The meetings between two days that a user may know of; three queries."""
    return [_entry(meeting, user) for meeting in meetings_known(user, first, last)]


def meetings_known(user: Any, first: dt.date, last: dt.date) -> list[Meeting]:
    """The meetings between two days, both included, by their time: those that a user may read of.

    Whoever is expected, chairs or convened one, and who has the tab on which its matter shows it.
    ``expected`` says whether the user is. Meetings called off are left out. Three queries.
    """
    start, after = between(first, last)
    who = places_of(user)
    expected = Exists(Attendance.objects.filter(meeting=OuterRef("pk"), user=user.pk))
    rows = (
        Meeting.objects.filter(starts_at__gte=start, starts_at__lt=after, kind__in=list(KINDS))
        .exclude(conclusion=CALLED_OFF)
        .annotate(expected=expected)
        .select_related("matter", "chair")
        .order_by("starts_at", "pk")
    )
    if not who.staff:
        part = takes_part(who, "matter__")
        rows = rows.filter(part | Q(expected) | Q(chair=user.pk) | Q(convened_by=user.pk))
    found = known_among(list(rows[:MOST]), user)
    with_parties([meeting.matter for meeting in found])
    return [meeting for meeting in found if part_in(meeting, user) or _has_tab(meeting, user)]


def part_in(meeting: Meeting, user: Any) -> str:
    """What a user is in one of ``meetings_known``, in words; empty for who only knows of it."""
    if meeting.chair_id == user.pk:
        return _("You chair it")
    if meeting.expected:
        return _("You are expected")
    return _("You convened it") if meeting.convened_by_id == user.pk else ""


def _has_tab(meeting: Meeting, user: Any) -> bool:
    return any(tab.key == KINDS[meeting.kind].tab for tab in tabs_for(meeting.matter, user))


def _entry(meeting: Meeting, user: Any) -> Dated:
    kind, part = KINDS[meeting.kind], part_in(meeting, user)
    return Dated(
        day=clock.day_of(meeting.starts_at),
        at=meeting.starts_at,
        title=f"{meeting.heading} – {meeting.matter.shown_name}",
        url=f"{meeting.matter.get_absolute_url()}{kind.tab}/",
        uid=f"meeting-{meeting.pk}",
        place=meeting.place,
        part=part,
        note=meeting.agenda,
        mine=bool(part),
        duty=(meeting.matter_id, kind.duty),
    )
