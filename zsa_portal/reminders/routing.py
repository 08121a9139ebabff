"""The events of reminders, and their kinds of message."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.kinds import Kind, Pace
from zsa_portal.outbox.routing import Declared
from zsa_portal.reminders.queries import DUE, ESCALATED, OVERDUE
from zsa_portal.reminders.urging import URGED

DEADLINES = Kind(
    "reminders.deadlines",
    _("Reminders of deadlines"),
    _("A last day comes near or is over, yours or that of somebody whom you look after."),
    slowest=Pace.DAILY,
    why=_("A reminder a week later would come after the last day."),
)
BY_HAND = Kind(
    "reminders.by_hand",
    _("Reminders by a person"),
    _("Somebody reminds you of what is your turn."),
    slowest=Pace.AT_ONCE,
    why=_("Somebody waits for you and has asked."),
)
GROUP = _("Reminders")
OWING = _("whoever owes it, and their deputies unless it is done in person")

Declared(DUE, _("A deadline comes near"), GROUP, DEADLINES, always=OWING)
Declared(URGED, _("Somebody reminds by hand"), GROUP, BY_HAND, always=OWING)
Declared(OVERDUE, _("A deadline has passed"), GROUP, DEADLINES, always=OWING)
Declared(
    ESCALATED,
    _("A deadline has passed some days ago"),
    GROUP,
    DEADLINES,
    always=_("the head of the department, the secretary of the body, or the secretary general"),
)
