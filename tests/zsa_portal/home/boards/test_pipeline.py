"""The pipeline board: stages in their order, with numbers worked out by hand."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from tests.pages.costs import MOST, statements
from tests.procedure.models import Example
from zsa_portal.home.filters import MatterFilter
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.pipeline import pipeline, stands_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 31, 9, 30, tzinfo=clock.SHANGHAI)
BOARD = "/boards/example/"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"), clock.moved_to(NOW):
        yield


@pytest.fixture
def made(make_matter):
    """Make a matter on a day of 2026, 23:00 in Shanghai, and go on with it on another."""

    def make(state, month, day, **fields):
        with clock.moved_to(dt.datetime(2026, month, day, 23, tzinfo=clock.SHANGHAI)):
            return make_matter(state, **fields)

    return make


@pytest.fixture
def board(made):
    """Three matters in stage 10 for 30, 20 and 10 days, one over, one ended, one draft, one on notice."""
    received = made("received", 3, 1, title="Thirty days", field="bio")
    moved = made("received", 3, 11, title="Twenty days", field="bio")
    with clock.moved_to(dt.datetime(2026, 3, 29, 9, tzinfo=clock.SHANGHAI)):
        perform(moved.to_ballot, by=moved.people["staff"])
    made("received", 3, 21, title="Ten days", field="future")
    made("published", 2, 1, title="Over")
    made("ended", 2, 2, title="Ended")
    made("draft", 2, 3, title="Draft")
    with clock.moved_to(dt.datetime(2026, 3, 25, 9, tzinfo=clock.SHANGHAI)):
        perform(
            made("received", 3, 2, title="Noticed").put_on_notice,
            by=received.people["staff"],
            closes_at=NOW + dt.timedelta(days=9),
        )
    return received


def told(rows):
    return {
        column.code: (column.matters, column.overdue, column.median_days, column.oldest_days)
        for column in pipeline(Example, rows)
    }


def test_stages_stand_in_their_order_and_ages_run_from_the_entry_into_the_stage(board):
    staff = board.people["staff"]
    found = told(Matter.objects.visible_to(staff))
    assert list(found) == ["00", "10", "30", "50", "done", "ended"]
    assert found["00"] == (0, 0, None, None)
    assert found["10"] == (3, 1, 20.0, 30)
    assert found["30"] == (1, 0, 6.0, 6)
    assert found["50"] == (0, 0, None, None)
    assert found["done"] == (1, 0, None, None)
    assert found["ended"] == (1, 0, None, None)


def test_the_median_of_two_lies_between_them(board):
    rows = Matter.objects.exclude(title="Thirty days")
    assert told(rows)["10"] == (2, 0, 15.0, 20)


def test_a_matter_is_overdue_from_the_instant_of_its_deadline(board):
    late = Matter.objects.get(title="Ten days")
    with clock.moved_to(late.due_at - dt.timedelta(seconds=1)):
        assert told(Matter.objects.filter(pk=late.pk))["10"][1] == 0
    with clock.moved_to(late.due_at):
        assert told(Matter.objects.filter(pk=late.pk))["10"][1] == 1
        assert MatterFilter({"overdue": "yes"}, Matter.objects.filter(pk=late.pk)).qs.count() == 1


def test_what_one_may_not_know_of_is_not_counted(board):
    applicant = board.people["applicant"]
    assert told(Matter.objects.visible_to(applicant))["10"] == (1, 1, 30.0, 30)
    assert told(Matter.objects.visible_to(AnonymousUser()))["10"][0] == 0


def test_an_unknown_column_gathers_nothing(board):
    assert Matter.objects.filter(stands_in("nothing:10")).count() == 0
    assert Matter.objects.filter(stands_in("example:77")).count() == 0
    assert Matter.objects.filter(stands_in("example:10")).count() == 3


def page(client, user, **asked):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(BOARD, asked)


def test_each_number_leads_to_the_list_that_it_counts(client, board):
    staff = board.people["staff"]
    rows = page(client, staff, field="bio").context["rows"]
    assert [row["column"].matters for row in rows] == [0, 2, 0, 0, 0, 0]
    for row in rows:
        listed = client.get(row["url"]).context["table"].rows
        assert len(listed) == row["column"].matters
        listed = client.get(row["overdue_url"]).context["table"].rows
        assert len(listed) == row["column"].overdue
    assert rows[1]["column"].overdue == 1


def test_filters_narrow_by_department_and_year(client, board, made):
    staff = board.people["staff"]
    other = Department.objects.create(code="other", name="Other")
    with clock.moved_to(dt.datetime(2025, 12, 31, 23, 59, tzinfo=clock.SHANGHAI)):
        old = made("received", 1, 1)
    Matter.objects.filter(pk=old.pk).update(
        owner=other, created_at=dt.datetime(2025, 12, 31, 23, 59, tzinfo=clock.SHANGHAI)
    )
    assert page(client, staff).context["rows"][1]["column"].matters == 4
    assert page(client, staff, owner=other.pk).context["rows"][1]["column"].matters == 1
    assert page(client, staff, year="2025").context["rows"][1]["column"].matters == 1
    assert page(client, staff, year="2026").context["rows"][1]["column"].matters == 3


def test_the_board_as_page_and_spreadsheet(client, board):
    staff = board.people["staff"]
    shown = page(client, staff).content.decode()
    assert "<svg" in shown
    assert "Received" in shown
    answer = page(client, staff, export="xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    values = list(sheet.iter_rows(values_only=True))
    assert values[0] == (
        "Stage",
        "Matters",
        "Overdue",
        "Median days in the stage",
        "Longest, in days",
    )
    assert values[2] == ("Received", 3, 1, 20, 30)


def test_an_empty_board_says_so(client, make_staff):
    assert "No matters here" in page(client, make_staff()).content.decode()
    assert "Clear the filters" in page(client, make_staff(), year="2026").content.decode()


def test_boards_are_for_staff(client, board, make_staff):
    assert page(client, board.people["applicant"]).status_code == 404
    client.logout()
    assert client.get(BOARD).status_code == 302
    client.force_login(make_staff())
    assert client.get("/boards/unknown/").status_code == 404
    assert client.get(reverse("home:boards")).status_code == 302
    client.force_login(User.objects.get(pk=board.people["applicant"].pk))
    assert client.get(reverse("home:boards")).status_code == 404


def test_a_board_costs_the_same_at_one_row_and_at_three(made):
    one = made("received", 3, 1)
    staff = one.people["staff"]
    before = len(statements(User.objects.get(pk=staff.pk), BOARD, NOW))
    made("received", 3, 2)
    made("received", 3, 3)
    assert len(statements(User.objects.get(pk=staff.pk), BOARD, NOW)) == before
    assert before <= MOST
