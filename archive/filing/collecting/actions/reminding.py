"""The project manager's acts: reminding the departments that have not filed a project, and the duty."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing.collecting.coordinating import (
    coordinates,
    coordinators,
    departments_missing,
    place_in,
    something_to_coordinate,
)
from archive.filing.collecting.records import GoneThrough
from archive.filing.projects import at_their_end, due_at_end, missing_projects
from zsa_portal.people.models import Department, DepartmentMembership, Party, User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.reminders.urging import reminded_today, reminder_post
from zsa_portal.workflow.duties import owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Duty, LogEntry, Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import Refusal
from zsa_portal.workflow.wording import page, word

STEP = "departments_remind"
DUTY = "project_archive"
LONGEST_WRITING = dt.timedelta(hours=1)
"""What is logged is there to be read so much later at the latest."""
word(
    departments_remind=gettext_lazy("Departments reminded to file the project"),
    project_archive=gettext_lazy("See to it that every department files the project"),
)


def archive_url(project: Matter, _rest: str = "") -> str:
    """The page on which a project's archive is joined."""
    return f"{project.get_absolute_url()}archive/"


page(DUTY, archive_url)


@dataclass(frozen=True)
class Told:
    """Whom a reminder reaches: people of these departments, and nobody in the others."""

    departments: list[Department]
    people: list[User]
    silent: list[Department]


def told_of(project: Matter, by: User) -> Told:
    """Whom a reminder of a project reaches in the departments that have filed nothing of it.

    The archivists of each, its head where it has none, and their deputies; never who reminds.
    """
    missing = departments_missing(project)
    rows = DepartmentMembership.objects.current().filter(
        department__in=missing, user__is_active=True
    )
    places = set(rows.values_list("department", "is_archivist", "is_head"))
    preparing = {home for home, is_archivist, _is_head in places if is_archivist}
    headed = {home for home, _is_archivist, is_head in places if is_head}
    asked = [place_in(one, "archivist" if one.pk in preparing else "head") for one in missing]
    reached = [one for one in missing if one.pk in preparing | headed]
    return Told(
        reached,
        list(people_of(asked).exclude(pk=by.pk).order_by("by_pinyin", "pk")),
        [one for one in missing if one not in reached],
    )


def why_not(project: Matter, told: Told) -> str:
    """Why nobody is reminded now, as a sentence; empty where somebody may be."""
    if reminded_today([project], STEP):
        return _("The departments were reminded of this project today already.")
    if not told.people:
        return _("Nobody else can be told: these departments have no archivist and no head.")
    return ""


def departments_remind(*, project: Matter, by: User) -> int:
    """Remind the departments that have filed nothing of a project; returns how many people were told.

    By who coordinates it, once a day; it is logged on the project. Raises PermissionDenied, RuleUnmet
    where nothing is missing or one department alone took part, Refusal.
    """
    with held(project) as fresh:
        if not coordinates(fresh, by):
            raise PermissionDenied
        something_to_coordinate.require(fresh)
        told = told_of(fresh, by)
        if reason := why_not(fresh, told):
            raise Refusal([reason], matter=fresh)
        over = Matter.objects.filter(at_their_end(), pk=fresh.pk).exists()
        for person in told.people:
            _remind(fresh, person, by, due_at_end(fresh) if over else None)
        values = {"departments": told.departments, "people": len(told.people)}
        record(fresh, by=by, step=STEP, values=values)
    return len(told.people)


def _remind(project: Matter, person: User, by: User, deadline: dt.datetime | None) -> None:
    with translation.override(person.language):
        reminder_post(
            project,
            person,
            _("File what your department has of this project"),
            by=by,
            link=archive_url(project),
            deadline=deadline,
        )


def coordination_owe() -> int:
    """Let who coordinates an ended project of several departments owe its archive while one is missing.

    The duty ends by itself when nothing is missing any more, or somebody else coordinates. Returns
    how many were opened or ended. Looks at the projects for which it is owed and those of which
    something was logged since all were gone through, which is done once a day, and after any pause.
    """
    with transaction.atomic():
        open_ones = Duty.objects.filter(key=DUTY, done_at=None).select_related("party")
        known = {(duty.matter_id, duty.party.key): duty.pk for duty in open_ones}
        wanted = _wanted(_to_look_at({project for project, _party in known}))
        over = [pk for pair, pk in known.items() if pair not in wanted]
        Duty.objects.filter(pk__in=over).update(done_at=clock.now())
        fresh = [given for pair, given in wanted.items() if pair not in known]
        for project, party in fresh:
            owing = Party.of(party.user or project.owner, party.role)
            owe(project, owing, DUTY, due_at=due_at_end(project))
    return len(over) + len(fresh)


def _to_look_at(owed: set[int]) -> set[int] | None:
    """The projects that may lack something now, by their keys; None for all, noting that it was all.

    What came into the archive stays there: a project of which nothing lacked lacks nothing until it moves.
    """
    now = clock.now()
    last, is_first = GoneThrough.objects.select_for_update().get_or_create(
        key=DUTY, defaults={"at": now}
    )
    if is_first or last.at > now or clock.day_of(last.at) != clock.today():
        GoneThrough.objects.filter(pk=last.pk).update(at=now)
        return None
    moved = LogEntry.objects.filter(at__gte=last.at - LONGEST_WRITING).order_by()
    return owed | set(moved.values_list("matter", flat=True).distinct())


def _wanted(among: set[int] | None) -> dict[tuple[int, str], tuple[Matter, Party]]:
    """The projects at their end that several departments file and one has not, with who coordinates."""
    found = missing_projects(among=among)
    shared = {one.project.pk: one.project for one in found if one.is_shared}
    parties = coordinators(shared.values())
    return {(pk, party.key): (shared[pk], party) for pk, party in parties.items()}
