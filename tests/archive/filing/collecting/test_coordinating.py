"""The project manager coordinates the archive of a project of several departments (第八条(一)2)."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.filing.actions import filing_open
from archive.filing.collecting.actions import reminding
from archive.filing.collecting.actions.folders import folder_create
from archive.filing.collecting.actions.reminding import (
    DUTY,
    STEP,
    coordination_owe,
    departments_remind,
)
from archive.filing.collecting.coordinating import (
    Counts,
    coordinates,
    counted,
    held_of,
    something_to_coordinate,
)
from archive.records import Item
from tests.archive.filing.collecting.conftest import MARCH, NOW
from tests.archive.filing.collecting.matters import matter_of
from tests.pages.costs import MOST, statements
from tests.procedure import roles
from tests.procedure.models import Example
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import DepartmentMembership, Deputyship, Party
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.handlers.actions import handler_set
from zsa_portal.workflow.handlers.records import Handling
from zsa_portal.workflow.models import Duty, Involvement, LogEntry, Matter
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import Refusal

ALONE = "One department alone took part in this project: there is nothing to coordinate."
FILED = "Every department that took part has filed this project."


@pytest.fixture
def alone(cast, monkeypatch):
    """A project of one department, which its clerk manages."""
    monkeypatch.setattr(Example, "IS_PROJECT", True)
    made = matter_of(cast.department, "甲项目")
    handler_set(matter=made, person=cast.clerk, by=cast.head)
    return made


@pytest.fixture
def project(cast, alone):
    """The same with another department, whose clerk is its archivist."""
    Involvement.objects.create(
        matter=alone, role="committee", party=Party.of(cast.other_department)
    )
    DepartmentMembership.objects.filter(user=cast.other_clerk).update(is_archivist=True)
    return alone


@pytest.fixture
def filed(cast, project, filing, send):
    """The manager's own department has filed the project."""
    folder = folder_create(filing=filing, name="甲项目", project=project, by=cast.archivist)
    row = send(folder=folder).item
    Item.objects.filter(pk=row.pk).update(state=Item.State.ACCEPTED, accepted_at=clock.now())
    return row


def put(matter, state):
    """Let a matter stand in a state since the first of April."""
    LogEntry.objects.create(
        matter_id=matter.pk, step="placed", from_state=matter.state, to_state=state
    )
    Matter.objects.filter(pk=matter.pk).update(state=state, entered_at=NOW)
    return Example.objects.get(pk=matter.pk)


def told():
    return set(
        Message.objects.filter(event="reminder.urged").values_list("recipient__username", flat=True)
    )


@pytest.mark.rule("A08a")
def test_the_project_manager_alone_coordinates(cast, project):
    everybody = (cast.archivist, cast.head, cast.other_head, cast.other_clerk, cast.custodian)
    for user in (*everybody, cast.quality, cast.secretary_general):
        assert not coordinates(project, user)
        with pytest.raises(PermissionDenied):
            departments_remind(project=project, by=user)
    assert told() == set()
    assert coordinates(project, cast.clerk)
    assert departments_remind(project=project, by=cast.clerk) == 2
    assert told() == {"archivist", "other-clerk"}


@pytest.mark.rule("A08a")
def test_who_handled_it_at_its_end_coordinates_until_leaving_the_department(cast, project):
    project = put(project, "published")
    assert coordinates(project, cast.clerk)
    assert not coordinates(project, cast.head)
    DepartmentMembership.objects.filter(user=cast.clerk).update(ends=clock.today())
    with clock.moved_to(NOW + dt.timedelta(days=1)):
        assert not coordinates(project, type(cast.clerk).objects.get(pk=cast.clerk.pk))
        assert coordinates(project, cast.head)


@pytest.mark.rule("A08a")
def test_the_owners_head_coordinates_what_nobody_handles_and_a_deputy_stands_in(cast, project):
    Handling.objects.update(until=clock.now())
    assert coordinates(project, cast.head)
    assert not coordinates(project, cast.clerk)
    assert not coordinates(project, cast.other_head)
    Deputyship.objects.create(
        principal=cast.head, deputy=cast.quality, starts=MARCH, ends=NOW.date()
    )
    assert coordinates(project, type(cast.quality).objects.get(pk=cast.quality.pk))


@pytest.mark.rule("A08a")
def test_one_department_alone_has_nothing_to_coordinate(cast, alone):
    assert something_to_coordinate.missing(alone) == [ALONE]
    with pytest.raises(RuleUnmet, match="One department alone"):
        departments_remind(project=alone, by=cast.clerk)


@pytest.mark.rule("A08a")
def test_a_project_filed_by_all_has_nothing_to_remind_of(cast, project, filed):
    assert something_to_coordinate.missing(project) == []
    Item.objects.filter(pk=filed.pk).update(department=cast.other_department)
    Involvement.objects.filter(matter=project, role="committee").delete()
    other = filing_open(department=cast.other_department, month=MARCH, by=None)
    Involvement.objects.create(
        matter=project, role="committee", party=Party.of(cast.other_department)
    )
    assert something_to_coordinate.missing(project) == []
    mine = Item.objects.get(pk=filed.pk)
    mine.pk, mine.department, mine.filing, mine._state.adding = None, cast.department, other, True
    mine.save(force_insert=True)
    assert something_to_coordinate.missing(project) == [FILED]
    with pytest.raises(RuleUnmet, match="Every department"):
        departments_remind(project=project, by=cast.clerk)


@pytest.mark.rule("A08a")
def test_what_is_no_project_is_not_coordinated(cast, project, monkeypatch):
    monkeypatch.setattr(Example, "IS_PROJECT", False)
    assert len(something_to_coordinate.missing(project)) == 1
    monkeypatch.setattr(Example, "IS_PROJECT", True)
    assert something_to_coordinate.missing(project) == []
    assert len(something_to_coordinate.missing(put(project, "draft"))) == 1


@pytest.mark.rule("A08a")
def test_the_missing_departments_archivists_are_told_else_their_head(cast, project, filed):
    assert departments_remind(project=project, by=cast.clerk) == 1
    assert told() == {"other-clerk"}
    entry = LogEntry.objects.get(matter=project.pk, step=STEP)
    assert (entry.by, entry.values["people"]) == (cast.clerk, 1)
    DepartmentMembership.objects.filter(user=cast.other_clerk).update(is_archivist=False)
    with clock.moved_to(NOW + dt.timedelta(days=1)):
        assert departments_remind(project=project, by=cast.clerk) == 1
    assert told() == {"other-clerk", "other-head"}


@pytest.mark.rule("A08a")
def test_a_project_is_reminded_of_once_a_day(cast, project):
    departments_remind(project=project, by=cast.clerk)
    last = clock.start_of(NOW.date() + dt.timedelta(days=1))
    again = pytest.raises(Refusal, match="today already")
    with clock.moved_to(last - dt.timedelta(seconds=1)), again:
        departments_remind(project=project, by=cast.clerk)
    with clock.moved_to(last):
        assert departments_remind(project=project, by=cast.clerk) == 2


def test_nobody_is_reminded_where_nobody_can_be_told(cast, project, filed):
    DepartmentMembership.objects.filter(department=cast.other_department).delete()
    with pytest.raises(Refusal, match="no archivist and no head"):
        departments_remind(project=project, by=cast.clerk)


def test_the_reminder_says_until_when_once_the_project_has_ended(cast, project, filed):
    departments_remind(project=project, by=cast.clerk)
    assert Message.objects.get(event="reminder.urged").deadline is None
    ended = put(project, "published")
    with clock.moved_to(NOW + dt.timedelta(days=1)):
        departments_remind(project=ended, by=cast.clerk)
    last = Message.objects.filter(event="reminder.urged").latest("pk")
    assert last.deadline == clock.start_of(dt.date(2026, 5, 21))
    assert last.link == f"{project.get_absolute_url()}archive/"


@pytest.mark.rule("A08a")
def test_rows_are_counted_by_department_and_standing(cast, project, filing, send, filed):
    folder = filed.folder
    send(name="二.txt", data=b"2", folder=folder)
    returned = send(name="三.txt", data=b"3", folder=folder).item
    Item.objects.filter(pk=returned.pk).update(state=Item.State.RETURNED)
    assert counted(held_of(project)) == {cast.department.pk: Counts(1, 1, 1)}


@pytest.mark.rule("A08a")
def test_the_manager_owes_the_archive_of_an_ended_project_until_it_is_whole(cast, project, filed):
    assert coordination_owe() == 0
    put(project, "published")
    assert coordination_owe() == 1
    assert coordination_owe() == 0
    duty = open_duties(cast.clerk).get(key=DUTY)
    assert (duty.matter_id, duty.due_at) == (project.pk, clock.start_of(dt.date(2026, 5, 21)))
    assert not open_duties(cast.head).filter(key=DUTY).exists()
    Handling.objects.update(until=clock.now())
    assert coordination_owe() == 2
    assert open_duties(cast.head).get(key=DUTY).matter_id == project.pk
    assert not open_duties(cast.clerk).filter(key=DUTY).exists()
    Involvement.objects.filter(matter=project, role="committee").delete()
    assert coordination_owe() == 1
    assert not Duty.objects.filter(key=DUTY, done_at=None).exists()


def looked_at():
    """Which projects a run of the sweep looked at: their keys, None for all."""
    asked = mock.patch.object(reminding, "missing_projects", wraps=reminding.missing_projects)
    with asked as found:
        coordination_owe()
    return found.call_args.kwargs["among"]


@pytest.mark.rule("A08a")
def test_only_what_is_owed_or_moved_since_is_looked_at(cast, project, filed):
    assert looked_at() is None
    with clock.moved_to(clock.now() + dt.timedelta(hours=2)):
        first = looked_at()
        put(project, "published")
        assert looked_at() == first | {project.pk}
    assert open_duties(cast.clerk).filter(key=DUTY).exists()
    Involvement.objects.filter(matter=project, role="committee").update(
        party=Party.of(cast.department)
    )
    assert coordination_owe() == 1


@pytest.mark.rule("A08a")
def test_all_are_looked_at_on_a_new_day_after_any_pause_and_when_the_clock_was_turned_back(
    cast, project, filed
):
    then = clock.now()
    with clock.moved_to(then + dt.timedelta(hours=3)):
        assert looked_at() is None
    put(project, "published")
    with clock.moved_to(then + dt.timedelta(hours=4)):
        assert coordination_owe() == 0
    with clock.moved_to(then + dt.timedelta(days=31)):
        assert coordination_owe() == 1
        assert looked_at() is not None
    assert looked_at() is None


@pytest.mark.rule("A08a")
def test_what_was_still_being_written_while_all_were_looked_at_is_seen(project, filed):
    then = clock.now()
    with clock.moved_to(then + dt.timedelta(minutes=20)):
        assert looked_at() is None
    with clock.moved_to(then):
        put(project, "published")
    with clock.moved_to(then + dt.timedelta(minutes=30)):
        assert coordination_owe() == 1


def test_the_sweep_costs_the_same_however_many_ended(cast, project, filed):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            coordination_owe()
        return len(asked)

    put(project, "published")
    assert coordination_owe() == 1
    one = cost()
    for title in ("乙项目", "丙项目"):
        other = matter_of(cast.department, title)
        handler_set(matter=other, person=cast.clerk, by=cast.head)
        other.involve(roles.COMMITTEE, Party.of(cast.other_department))
        put(other, "published")
    assert coordination_owe() == 2
    assert cost() == one


def page(user, url, *, post=False):
    client = Client()
    client.force_login(user)
    return client.post(url) if post else client.get(url)


@pytest.mark.rule("A08a")
def test_the_page_previews_and_sends(cast, project, filed):
    url = reverse("archive:project_remind", args=[project.pk])
    tab = f"{project.get_absolute_url()}archive/"
    assert url in page(cast.clerk, tab).content.decode()
    assert url not in page(cast.head, tab).content.decode()
    shown = page(cast.clerk, url).content.decode()
    assert "Not filed yet of this project: 会员服务部" in shown
    assert cast.other_clerk.name in shown
    assert told() == set()
    assert page(cast.head, url, post=True).status_code == 403
    assert page(cast.clerk, url, post=True).url == tab
    assert told() == {"other-clerk"}
    assert page(cast.clerk, url, post=True).status_code == 409
    assert (
        page(cast.clerk, reverse("archive:project_remind", args=[filed.filing_id])).status_code
        == 404
    )


def test_the_page_costs_the_same_for_more_departments(cast, project):
    url = reverse("archive:project_remind", args=[project.pk])
    one = len(statements(cast.clerk, url, clock.now()))
    for home in (cast.quality, cast.custodian):
        place = DepartmentMembership.objects.get(user=home)
        Involvement.objects.create(
            matter=project, role="secretariat", party=Party.of(place.department)
        )
    assert len(statements(cast.clerk, url, clock.now())) <= one <= MOST
