"""The list, the figures, the deadlines: for those whose they are, at a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.zsa_portal.complaints.stations import complaint_at
from tests.zsa_portal.complaints.walk import desk, evidence, person
from zsa_portal.complaints import figures, times
from zsa_portal.complaints.models import Complaint
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import DepartmentMembership
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.reminders.actions import reminders_send
from zsa_portal.workflow.models import Duty

pytestmark = pytest.mark.django_db


def listed(client, **query):
    page = client.get("/complaints/", query).content.decode()
    return [one.number for one in Complaint.objects.order_by("pk") if one.number in page]


@pytest.fixture
def three():
    """One with the body, two received, and who led them."""
    walk, first = complaint_at("with_body")
    walk.submit()
    walk.submit()
    return walk, first


def test_the_list_is_searched_and_narrowed(three, browse):
    walk, _first = three
    client = browse(walk.clerk)
    with clock.moved_to(walk.now):
        assert listed(client) == ["TS-2026-001", "TS-2026-002", "TS-2026-003"]
        assert listed(client, q="Pump Society") == ["TS-2026-001"]
        assert listed(client, q="nothing such") == []
        assert listed(client, state="received") == ["TS-2026-002", "TS-2026-003"]
        assert listed(client, outcome="upheld") == []
        assert listed(client, procedure="complaints.recognition") == listed(client)
        assert listed(client, late="late") == []
    with clock.moved_to(Complaint.objects.get(number="TS-2026-001").close_by):
        late = dt.timedelta(seconds=1)
    with clock.moved_to(Complaint.objects.get(number="TS-2026-001").close_by + late):
        assert listed(client, late="late") == ["TS-2026-001"]
        assert listed(client, late="in_time") == ["TS-2026-002", "TS-2026-003"]


def test_the_list_is_exported(three, browse):
    walk, _first = three
    with clock.moved_to(walk.now):
        answer = browse(walk.clerk).get("/complaints/?export=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["Number", "TS-2026-003", "TS-2026-002", "TS-2026-001"]
    assert rows[3][3] == "Pump Society"


def test_nothing_to_show_says_so(browse):
    page = browse(person("nobody")).get("/complaints/").content.decode()
    assert "No complaints" in page


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_few_queries_whatever_the_rows(number, browse, django_assert_max_num_queries):
    walk, complaint = complaint_at("coordination")
    with clock.moved_to(walk.now):
        for _more in range(number - 1):
            walk.submit()
            url = reverse("complaints:note", args=[complaint.pk])
            browse(walk.clerk).post(url, {"text": "Note.", "for_complainant": "on"})
        clerk, root = browse(walk.clerk), complaint.get_absolute_url()
        token = complaint.complainant.token
        pages = [
            "/complaints/",
            "/complaints/figures/",
            f"{root}complaint/",
            f"{root}coordination/",
        ]
        for path in [*pages, reverse("complaints:note", args=[complaint.pk])]:
            with django_assert_max_num_queries(15):
                assert clerk.get(path).status_code == 200
        for path in ("/complaints/new/", reverse("complaints:follow", args=[token])):
            with django_assert_max_num_queries(15):
                assert browse().get(path).status_code == 200


def counted(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_one_row_costs_what_three_cost(browse):
    walk, complaint = complaint_at("with_body")
    root, token = complaint.get_absolute_url(), complaint.complainant.token
    paths = ["/complaints/", "/complaints/figures/", f"{root}complaint/"]
    private = reverse("complaints:follow", args=[token])
    with clock.moved_to(walk.now):
        clerk, public = browse(walk.clerk), browse()
        note(walk, complaint, clerk)
        before = [counted(clerk, path) for path in paths] + [counted(public, private)]
        for _more in range(2):
            walk.submit()
            note(walk, complaint, clerk)
        assert [counted(clerk, path) for path in paths] + [counted(public, private)] == before


def note(walk, complaint, client):
    """A message with a file."""
    url = reverse("complaints:note", args=[complaint.pk])
    given = {"text": "Note.", "for_complainant": "on", "evidence": [evidence()]}
    assert client.post(url, given).status_code == 302


def test_figures_count_by_outcome_and_time():
    walk, first = complaint_at("deciding")
    walk.now = first.close_by
    walk.close(first)
    with clock.moved_to(walk.now):
        whole = figures.of_year(2026)[-1]
        assert (whole.received, whole.open, whole.on_time, whole.late) == (1, 0, 1, 0)
        assert (whole.outcomes["partly"], whole.median_days) == (1, 61)
    second = walk.submit()
    walk.take(second, "reject", reason="About a product.")
    walk.submit()
    with clock.moved_to(walk.now):
        quarters = figures.of_year(2026)
    assert [row.received for row in quarters] == [1, 2, 0, 0, 3]
    assert quarters[-1].median_days == 30.5
    assert (quarters[-1].open, quarters[-1].outcomes["rejected"]) == (1, 1)


def test_figures_are_late_after_the_last_instant():
    walk, first = complaint_at("deciding")
    walk.now = first.close_by + dt.timedelta(seconds=1)
    walk.close(first)
    with clock.moved_to(walk.now):
        whole = figures.of_year(2026)[-1]
    assert (whole.on_time, whole.late) == (0, 1)


def test_an_open_one_is_late_too():
    _walk, first = complaint_at("deciding")
    with clock.moved_to(first.close_by + dt.timedelta(seconds=1)):
        whole = figures.of_year(2026)[-1]
    assert (whole.open, whole.on_time, whole.late) == (1, 0, 1)


def test_the_figures_have_a_table_a_chart_and_a_spreadsheet(three, browse):
    walk, _first = three
    with clock.moved_to(walk.now):
        client = browse(walk.clerk)
        page = client.get("/complaints/figures/").content.decode()
        assert ('<svg class="bars"' in page, "Quarter 1" in page) == (True, True)
        assert 'data-label="Median days"' in page
        answer = client.get("/complaints/figures/?year=2026&export=xlsx")
        assert "No complaint came in" in empty(client)
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert (rows[0][0], rows[-1][:3]) == ("Period", ("Year 2026", 3, 3))


def empty(client):
    with clock.moved_to(dt.datetime(2028, 1, 1, tzinfo=clock.SHANGHAI)):
        return client.get("/complaints/figures/?year=2028").content.decode()


def test_figures_are_for_staff(three, browse):
    walk, _first = three
    assert browse(walk.answerer).get("/complaints/figures/").status_code == 404
    assert browse().get("/complaints/figures/").status_code == 302


def test_each_time_is_that_which_was_set_when_it_began():
    walk, complaint = complaint_at("with_body")
    assert complaint.due_at == clock.start_of(dt.date(2026, 4, 4))
    with clock.moved_to(walk.now):
        Setting.objects.create(
            key=times.REPORT_DAYS.key,
            value=10,
            reason="test",
            valid_from=walk.now + dt.timedelta(seconds=1),
        )
    assert times.report_due(complaint) == complaint.due_at
    walk.on(1)
    complaint = walk.take(walk.report(complaint), "pass_back", reason="More.")
    assert complaint.due_at == clock.start_of(dt.date(2026, 3, 16))


def test_what_the_association_judges_is_due_when_the_complaint_is_to_be_closed():
    walk, complaint = complaint_at("with_body")
    complaint = walk.report(complaint)
    assert complaint.due_at == complaint.close_by == clock.start_of(dt.date(2026, 5, 2))


def test_the_body_is_reminded_and_the_desk_is_told_when_it_is_late():
    walk, complaint = complaint_at("with_body")
    head = person("head")
    DepartmentMembership.objects.create(
        user=head, department=desk(), is_head=True, starts=dt.date(2020, 1, 1)
    )
    duty = Duty.objects.get(matter=complaint.pk, done_at=None)
    assert duty.party.organisation == walk.body
    Message.objects.all().delete()
    soon = duty.due_at - dt.timedelta(days=3)
    with clock.moved_to(soon):
        reminders_send(now=soon)
    assert [one.recipient for one in Message.objects.all()] == [walk.answerer]
    late = duty.due_at + dt.timedelta(days=2, hours=9)
    Message.objects.all().delete()
    with clock.moved_to(late):
        reminders_send(now=late)
    told = {one.recipient.username: one.event for one in Message.objects.all()}
    assert told == {
        "answerer": "reminder.overdue",
        "clerk": "reminder.escalated",
        "head": "reminder.escalated",
    }


def test_the_menus_lead_to_it(three, browse):
    walk, _first = three
    for user in (walk.clerk, walk.answerer):
        assert 'href="/complaints/"' in browse(user).get("/desk/").content.decode()
    assert 'href="/complaints/"' not in browse(person("nobody")).get("/desk/").content.decode()
