"""The months of all departments: opened, reminded of, overdue; projects at their end that nobody filed."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.checking.actions import checks_finish
from archive.filing import queries
from archive.filing.actions import filing_open
from archive.filing.calendar import open_filings
from archive.filing.models import Filing
from archive.filing.projects import missing_projects
from archive.filing.states import F
from archive.filing.times import last_day, months_to_file
from archive.records import Item
from archive.roles import HEAD
from tests.archive.filing.conftest import MARCH, at
from tests.archive.rows import add_row
from tests.pages.costs import MOST, statements
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Department, Party
from zsa_portal.regulations import clock
from zsa_portal.reminders.actions import reminders_send
from zsa_portal.workflow.handlers.records import Handling
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import perform


@pytest.mark.rule("A06a")
@pytest.mark.parametrize(
    ("month", "last"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 2, 20)),
        (dt.date(2026, 3, 1), dt.date(2026, 4, 20)),
        (dt.date(2026, 12, 1), dt.date(2027, 1, 20)),
    ],
)
def test_the_last_day_is_the_20th_of_the_next_month(month, last):
    assert last_day(month) == last


def test_the_calendar_opens_every_departments_month_once(cast):
    assert open_filings() == Department.objects.count() > 3
    assert open_filings() == 0
    filing = Filing.objects.get(department=cast.department)
    assert (filing.month, filing.state, filing.due_at) == (MARCH, F.COLLECTING, at(2026, 4, 21))
    assert filing.party(HEAD) == Party.of(cast.department, "head")


@pytest.mark.rule("A06a")
def test_the_calendar_opens_the_months_in_which_it_stood_still(cast):
    open_filings()
    later = Department.objects.create(code="later", name="新设部门")
    with clock.moved_to(at(2026, 7, 1)):
        assert open_filings() == 3 * (Department.objects.count() - 1) + 1
        assert open_filings() == 0
    months = dict.fromkeys((cast.department, later))
    for home in months:
        rows = Filing.objects.filter(department=home).order_by("month")
        months[home] = [(filing.month.month, filing.due_at) for filing in rows]
    may, june = (5, at(2026, 6, 21)), (6, at(2026, 7, 21))
    assert months[cast.department] == [(3, at(2026, 4, 21)), (4, at(2026, 5, 21)), may, june]
    assert months[later] == [june], "a department begins with the month before it came"


@pytest.mark.rule("A06a")
def test_a_month_that_one_department_alone_lacks_is_opened(filing, cast):
    filing_open(department=cast.department, month=dt.date(2026, 5, 1), by=None)
    with clock.moved_to(at(2026, 6, 1)):
        assert open_filings() == Department.objects.count()
    rows = Filing.objects.filter(department=cast.department).order_by("month")
    assert [one.month.month for one in rows] == [3, 4, 5]


@pytest.mark.rule("A06a")
@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (dt.date(2026, 3, 1), dt.date(2026, 3, 1), 1),
        (dt.date(2025, 11, 1), dt.date(2026, 1, 1), 3),
    ],
)
def test_no_month_between_the_first_and_the_last_is_left_out(first, last, count):
    months = months_to_file(first, last)
    assert (len(months), list(months[:1]), list(months[-1:])) == (count, [first], [last])


def test_the_calendar_opens_any_number_in_the_same_queries(cast):
    Department.objects.exclude(pk=cast.department.pk).filter(memberships=None).delete()
    with CaptureQueriesContext(connection) as some:
        open_filings()
    for number in range(5):
        Department.objects.create(code=f"more-{number}", name=f"部门{number}")
    with clock.moved_to(at(2026, 5, 1)), CaptureQueriesContext(connection) as more:
        open_filings()
    assert len(more) <= len(some) + 1


def test_the_archivist_is_reminded_before_and_the_head_told_after(filing, cast):
    def told(user):
        return [m.event for m in Message.objects.filter(recipient=user).order_by("pk")]

    reminders_send(now=at(2026, 4, 19, 9))
    assert told(cast.archivist) == ["reminder.due"]
    assert told(cast.head) == told(cast.clerk) == []
    with clock.moved_to(at(2026, 4, 23, 9)):
        reminders_send(now=at(2026, 4, 23, 9))
    assert told(cast.archivist) == ["reminder.due", "reminder.overdue"]
    assert told(cast.head) == ["reminder.escalated"]


def standing(filing, cast):
    """The label on the board of the department's March."""
    rows = {home.pk: cells for home, cells in queries.board(2026, cast.quality)}
    return str(rows[filing.department_id][queries.months_of(2026).index(MARCH)].label)


@pytest.mark.rule("A06a")
def test_the_board_tells_in_time_from_late_to_the_second(filing, cast, row):
    row("通知.docx", level="public")
    perform(filing.submit_list, by=cast.archivist)
    checks_finish(filing)
    assert standing(filing, cast) == "Open"
    with clock.moved_to(at(2026, 4, 21)):
        assert standing(filing, cast) == "Overdue"
        assert list(queries.overdue()) == [filing]
    with clock.moved_to(at(2026, 4, 20, 23, 59, 59)):
        assert list(queries.overdue()) == []
        perform(filing.store_public, by=cast.head)
    with clock.moved_to(at(2026, 5, 2)):
        assert standing(filing, cast) == "In time"
    Filing.objects.filter(pk=filing.pk).update(handed_over_at=at(2026, 4, 21))
    with clock.moved_to(at(2026, 5, 2)):
        assert standing(filing, cast) == "Late"


def test_the_board_shows_a_month_with_nothing_to_file(filing, cast):
    filing = perform(filing.report_nothing, by=cast.archivist, nothing_reason="无")
    perform(filing.confirm_nothing, by=cast.head)
    assert standing(filing, cast) == "Nothing to file"


def test_the_boards_page_and_its_spreadsheet(filing, cast):
    client = Client()
    url = reverse("archive:filing_months")
    client.force_login(cast.clerk)
    with clock.moved_to(at(2026, 4, 21)):
        with CaptureQueriesContext(connection) as one:
            page = client.get(url).content.decode()
        open_filings()
        with CaptureQueriesContext(connection) as many:
            client.get(url)
        sheet = client.get(url, {"export": "xlsx", "year": "nonsense"}).content
    assert "Overdue" in page
    assert str(cast.department) in page
    assert len(many) <= len(one) <= 15
    rows = [
        [c.value for c in r] for r in openpyxl.load_workbook(io.BytesIO(sheet)).active.iter_rows()
    ]
    assert len(rows) == 1 + Department.objects.count()
    assert rows[0][1:3] == ["2025-12", "2026-01"]


ENDED = at(2026, 3, 12, 9)


@pytest.fixture
def project(cast):
    """A project at its end, owned by one department, in which another took part."""

    def end(state="published", kind="project", ended=ENDED):
        made = Matter(kind=kind, title="智能网联汽车标准", owner=cast.department, level="public")
        made.__dict__["state"] = state
        made.entered_at = ended
        import pgtrigger

        with pgtrigger.ignore():
            Matter.objects.bulk_create([made])
        machine = MACHINES[kind]
        made.involve(machine.ROLES[1], Party.of(cast.other_department))
        return Matter.objects.get(pk=made.pk)

    return end


def pairs():
    return {(one.project.pk, one.department.code) for one in missing_projects()}


@pytest.mark.rule("A09")
def test_a_project_at_its_end_is_missing_until_each_department_filed_it(cast, project, filing):
    made = project()
    assert pairs() == {(made.pk, "tc_service"), (made.pk, "member_service")}
    item = add_row(filing, "报批稿.docx", by=cast.archivist, project=made, folder="项目")
    assert len(pairs()) == 2
    Item.objects.filter(pk=item.pk).update(state="accepted", accepted_at=clock.now())
    assert pairs() == {(made.pk, "member_service")}


@pytest.mark.rule("A09")
def test_a_paper_of_the_project_itself_counts_wherever_it_lies(cast, project, filing):
    made = project()
    item = add_row(filing, "公告.docx", by=cast.archivist)
    item.document.matter = made
    item.document.save()
    Item.objects.filter(pk=item.pk).update(state="accepted", accepted_at=clock.now())
    assert pairs() == {(made.pk, "member_service")}


@pytest.mark.rule("A09")
@pytest.mark.parametrize(
    ("kind", "state", "count"),
    [
        ("project", "published", 2),
        ("project", "drafting", 0),
        ("project", "discarded", 0),
        ("recognition", "recognised", 2),
    ],
)
def test_a_project_is_what_its_machine_says(project, kind, state, count):
    project(state, kind)
    assert len(missing_projects()) == count


@pytest.mark.rule("A09")
def test_a_project_is_late_after_the_20th_of_the_next_month(project):
    project(ended=at(2026, 3, 31, 23, 59, 59))
    with clock.moved_to(at(2026, 4, 20, 23, 59, 59)):
        assert missing_projects(late_only=True) == []
    with clock.moved_to(at(2026, 4, 21)):
        assert len(missing_projects(late_only=True)) == 2


@pytest.mark.rule("A09")
def test_missing_projects_are_listed_per_department(cast, project):
    project()
    client = Client()
    client.force_login(cast.clerk)
    url = reverse("archive:filing_missing")
    page = client.get(url).content.decode()
    assert page.count("智能网联汽车标准") == 2
    page = client.get(url, {"department": "tc_service"}).content.decode()
    assert page.count("智能网联汽车标准") == 1
    sheet = client.get(url, {"export": "xlsx"}).content
    assert openpyxl.load_workbook(io.BytesIO(sheet)).active.max_row == 3


def missing_page(user, **asked):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    answer = client.get(reverse("archive:filing_missing"), asked)
    return answer.context["table"] if "export" not in asked else answer.content


def shown(table):
    return [(row.cells["project"], str(row.cells["coordinator"])) for row in table.rows]


@pytest.fixture
def managed(cast, project):
    """Three projects: of two managers, and of one department alone that nobody handles."""
    made = [project() for _n in range(3)]
    for one, person, title in zip(made, (cast.clerk, cast.archivist), "甲乙", strict=False):
        Handling.objects.create(matter=one, person=person, by=cast.head)
        Matter.objects.filter(pk=one.pk).update(title=f"{title}标准")
    made[2].involvements.all().delete()
    return made


@pytest.mark.rule("A08a")
def test_what_is_not_filed_tells_who_coordinates_it_where_several_file(cast, managed):
    found = [names for _project, names in shown(missing_page(cast.head))]
    clerk, archivist = str(cast.clerk), str(cast.archivist)
    assert sorted(found) == sorted([clerk, clerk, archivist, archivist, "—"])
    by = [names for _project, names in shown(missing_page(cast.head, sort="-coordinator"))]
    assert by == [
        *reversed([names for _p, names in shown(missing_page(cast.head, sort="coordinator"))])
    ]
    assert "—" in (by[0], by[-1])
    of_one = shown(missing_page(cast.head, coordinator_key=f"user:{cast.clerk.pk}"))
    assert [names for _project, names in of_one] == [clerk, clerk]
    both = missing_page(
        cast.head, coordinator_key=f"user:{cast.clerk.pk}", department="member_service"
    )
    assert len(shown(both)) == 1
    assert len(shown(missing_page(cast.head, q=archivist))) == 2
    assert len(shown(missing_page(cast.head, q="甲"))) == 2
    assert shown(missing_page(cast.head, q="丙丁")) == []
    sheet = missing_page(cast.head, export="xlsx", coordinator_key=f"user:{cast.clerk.pk}")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet)).active.values)
    assert rows[0] == ("Department", "Project", "Coordinator", "Ended", "To be filed until")
    assert [row[2] for row in rows[1:]] == [clerk, clerk]
    assert str(rows[1][4])[:10] == "2026-04-20"


def test_the_list_of_what_is_not_filed_costs_the_same_for_more(cast, project):
    url = reverse("archive:filing_missing")
    handled = project()
    Handling.objects.create(matter=handled, person=cast.clerk, by=cast.head)
    project()
    few = len(statements(cast.clerk, url, clock.now()))
    for _n in range(3):
        Handling.objects.create(matter=project(), person=cast.clerk, by=cast.head)
        project()
    assert len(statements(cast.clerk, url, clock.now())) == few <= MOST


@pytest.mark.rule("A03b")
def test_public_files_are_listed_with_the_department_in_charge(filing, cast, row, public_clerk):
    row("通知.docx", level="public")
    row("纪要.docx", level="restricted")
    Item.objects.update(state="accepted", accepted_at=clock.now())
    client = Client()
    client.force_login(public_clerk)
    page = client.get(reverse("archive:public_files")).content.decode()
    assert "通知.docx" in page
    assert "纪要.docx" not in page
    assert "Your department is in charge" in page


@pytest.mark.parametrize(
    "name", ["filings", "filing_months", "filing_missing", "public_files", "inspections"]
)
def test_the_lists_are_for_staff(cast, name):
    from tests.standards.association import person

    client = Client()
    client.force_login(person("outsider"))
    assert client.get(reverse(f"archive:{name}")).status_code == 404
    client.force_login(cast.clerk)
    assert client.get(reverse(f"archive:{name}")).status_code == 200
