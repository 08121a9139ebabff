"""Which duties are to be reminded of, and who is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet

from zsa_portal.outbox.actions import routed
from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import people_of, superiors_of
from zsa_portal.regulations import clock
from zsa_portal.reminders.models import DAYS_AFTER, DAYS_BEFORE
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.wording import is_personal

DUE, OVERDUE = "reminder.due", "reminder.overdue"
ESCALATED = "reminder.escalated"


def offsets(at: dt.datetime) -> list[int]:
    """The days from a last day on which reminders are sent, ascending, negative before it."""
    before, after = DAYS_BEFORE.value(at), DAYS_AFTER.value(at)
    return sorted({-abs(int(days)) for days in before} | {abs(int(days)) for days in after})


def may_be_due(at: dt.datetime, days: Sequence[int]) -> QuerySet[Duty]:
    """The open duties near enough to their deadline for a reminder, soonest due first."""
    if not days:
        return Duty.objects.none()
    horizon = at + dt.timedelta(days=max(0, -days[0]) + 1)
    near = Duty.objects.filter(done_at__isnull=True, due_at__isnull=False, due_at__lte=horizon)
    return near.exclude(reminders__offset__gte=max(days[-1], 1)).order_by("due_at", "pk")


def days_over(duty: Duty, at: dt.datetime) -> int:
    """Natural days of Asia/Shanghai since the duty's last day; negative before it."""
    assert duty.due_at is not None  # noqa: S101 - asked only of duties with a deadline
    return (clock.day_of(at) - last_day(duty.due_at)).days


def offset_now(duty: Duty, at: dt.datetime, days: Sequence[int]) -> int | None:
    """The latest reminder whose day has come, or None.

    Days up to the one on which the duty arose count as told by the message of that day; a
    reminder missed while nothing ran is not sent after a later one.
    """
    over = days_over(duty, at)
    known_for = (clock.day_of(at) - clock.day_of(duty.created_at)).days
    come = [offset for offset in days if offset <= over and over - offset < known_for]
    return max(come, default=None)


def told(duty: Duty) -> QuerySet[User]:
    """Who owes the duty: the people behind its party, and deputies of the absent if they may do it."""
    people = people_of([duty.party])
    return people.filter(party=duty.party) if is_personal(duty.key) else people


def told_in_escalation(duty: Duty) -> list[User]:
    """Who is told that a duty is overdue besides those who owe it, if they may know of it.

    The superiors of its party, for an organisation the office that runs the matter; and the
    matter's parties that the routing of ``reminder.escalated`` names.
    """
    matter = duty.matter
    bodies = {party.body_id for parties in matter.involved.values() for party in parties}
    superiors = [
        party
        for party in superiors_of(duty.party)
        if party.body_id is None or not duty.party.user_id or party.body_id in bodies
    ]
    if duty.party.organisation_id:
        superiors += matter.parties_that(lambda role: role.runs)
    for role in routed(ESCALATED, []):
        superiors += matter.involved.get(role, [])
    owing = set(told(duty).values_list("pk", flat=True))
    return [
        person
        for person in people_of(superiors)
        if person.pk not in owing
        and Matter.objects.visible_to(person).filter(pk=matter.pk).exists()
    ]


def deadlines(user: User) -> QuerySet[Duty]:
    """The user's own open duties with a deadline, soonest first, for the calendar."""
    who = places_of(user)
    return open_duties(user).filter(due_at__isnull=False, party__key__in=who.parties)
