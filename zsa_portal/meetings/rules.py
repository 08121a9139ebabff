"""What the portal itself asks of any meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.rule import condition
from zsa_portal.regulations.shares import fewest

if TYPE_CHECKING:
    from zsa_portal.meetings.models import Attendance, Meeting

QUORUM = Settable(
    "meeting.quorum",
    (0, 1),
    gettext_lazy(
        "A meeting of a body counts when at least this share of its voting members is present, "
        "and never without one"
    ),
    gettext_lazy("Article 23 of the formulation rules asks for a meeting and names no quorum."),
)


def not_begun(meeting: Meeting) -> Iterable[str]:
    """What to wait for while a meeting has not begun, by the minute."""
    if meeting.starts_at > clock.now():
        at = f"{meeting.starts_at.astimezone(clock.SHANGHAI):%F %H:%M}"
        yield _("The meeting has not taken place yet; it is convened for %(at)s.") % {"at": at}


def voters_of(meeting: Meeting) -> list[Attendance]:
    """Those expected with a vote: their seats voted on the day of the meeting; one query.

    Of a meeting of people without seats everybody is meant.
    """
    rows = list(meeting.attendance.select_related("seat", "user"))
    day = clock.day_of(meeting.starts_at)
    if all(row.seat is None for row in rows):
        return rows
    return [row for row in rows if row.seat and row.seat.votes and row.seat.holds(day)]


def quorum_lacks(meeting: Meeting) -> Iterable[str]:
    """What a meeting lacks of its quorum."""
    voters = voters_of(meeting)
    here, needed = sum(row.present for row in voters), fewest(len(voters), QUORUM.value())
    if here < needed:
        yield _(
            "%(here)d of %(voters)d voting members were present; at least %(needed)d have to be."
        ) % {"here": here, "voters": len(voters), "needed": needed}


@condition
def quorum_is_present(meeting: Meeting) -> Iterable[str]:
    """A meeting concludes something only with its quorum present (ours, where no article says so)."""
    yield from quorum_lacks(meeting)


@condition
def meeting_lies_ahead(starts_at: dt.datetime) -> Iterable[str]:
    """A meeting is convened for today or a later day, at most a year ahead (ours)."""
    day = clock.day_of(starts_at)
    if day < clock.today():
        yield _("The meeting cannot lie in the past.")
    if day > clock.today() + clock.FURTHEST:
        yield _("The meeting lies more than a year ahead.")
