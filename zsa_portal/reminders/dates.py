"""Deadlines in the calendar: one's own, and those of others in matters in which one takes part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zsa_portal.reminders.queries import deadlines
from zsa_portal.ui.due import last_day
from zsa_portal.workflow import roles
from zsa_portal.workflow.calendar import MOST, Dated, ending
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.queries import waiting_for_others
from zsa_portal.workflow.turns import is_turn_of_role
from zsa_portal.workflow.wording import duty_label, duty_url


def duties_dated(user: Any, first: dt.date, last: dt.date) -> Sequence[Dated]:
    """The last days of what a user owes, in the user's own name or as a deputy; one query."""
    rows = deadlines(user).filter(**ending("due_at", first, last))
    return [duty_entry(duty) for duty in rows[:MOST]]


def duty_entry(duty: Duty) -> Dated:
    """An open duty with a deadline as an entry of the calendar."""
    assert duty.due_at is not None  # noqa: S101 - asked only of duties with a deadline
    words = {"what": duty_label(duty.matter, duty.key), "title": duty.matter.shown_name}
    return Dated(
        day=last_day(duty.due_at),
        title=_("%(what)s – %(title)s") % words,
        url=duty_url(duty.matter, duty.key),
        uid=str(duty.token),
        part=_("You owe it"),
        mine=True,
        duty=(duty.matter_id, duty.key),
    )


def others_dated(user: Any, first: dt.date, last: dt.date) -> Sequence[Dated]:
    """The deadlines of others in matters in which a user takes part; one query.

    Where nothing but a day is waited for, the ballot or notice that ends on it stands there itself.
    """
    rows = waiting_for_others(user).filter(**ending("due_at", first, last))
    rows = rows.exclude(is_turn_of_role(roles.CLOCK.code))
    return [_waiting(matter) for matter in rows[:MOST]]


def _waiting(matter: Matter) -> Dated:
    words = {"what": str(matter.state_info.label), "title": matter.shown_name}
    return Dated(
        day=last_day(matter.due_at),
        title=_("%(what)s – %(title)s") % words,
        url=matter.get_absolute_url(),
        uid=f"matter-{matter.pk}",
        place=matter.whose_turn(),
    )
