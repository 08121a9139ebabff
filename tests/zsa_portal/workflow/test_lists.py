"""Rows of a list of matters are chosen, and leave together as a spreadsheet."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.lists import LATEST_FIRST, MOST_PICKED, MatterList, picked_in
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(client, make_staff):
    """Asks the list of matters as one of the staff."""
    client.force_login(make_staff())

    def ask(**asked):
        return client.get(reverse("home:matters"), asked)

    return ask


def titles(answer):
    """The titles in a spreadsheet of matters."""
    heads, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values
    return sorted(row[heads.index("Title")] for row in rows)


def test_a_row_is_chosen_by_a_box_that_names_it(listed, make_matter):
    matter = make_matter("received", title="Of pumps")
    page = listed().content.decode()
    assert f'name="matter" value="{matter.pk}" form="picked" aria-label="Choose Of pumps">' in page
    assert '<form id="picked"' in page


def test_all_rows_of_a_page_are_chosen_without_a_script(listed, make_matter):
    make_matter("received", title="Of pumps")
    assert 'aria-label="Choose Of pumps" checked>' in listed(pick="all").content.decode()


def test_the_chosen_rows_alone_leave_as_a_spreadsheet(listed, make_matter):
    first, second, _third = (make_matter("received", title=name) for name in "ABC")
    answer = listed(picked="1", export="xlsx", matter=[first.pk, second.pk, "x", "9" * 30])
    assert titles(answer) == ["A", "B"]
    assert titles(listed(export="xlsx")) == ["A", "B", "C"]


def test_what_one_may_not_know_of_does_not_leave_by_its_key(listed, make_matter):
    hidden, shown = make_matter("draft", title="Hidden"), make_matter("received", title="Shown")
    answer = listed(picked="1", export="xlsx", matter=[hidden.pk, shown.pk])
    assert titles(answer) == ["Shown"]


def test_nothing_chosen_is_said(listed, make_matter):
    make_matter("received")
    answer = listed(picked="1", export="xlsx")
    assert answer.status_code == 302
    assert "Choose at least one row first." in listed().content.decode()


def test_no_more_than_so_many_are_taken(rf, make_matter):
    keys = [str(key) for key in range(1, MOST_PICKED + 5)]
    assert picked_in(rf.get("/", {"matter": [*keys, *keys]})) == list(range(1, MOST_PICKED + 1))


def test_every_list_of_matters_lets_rows_be_chosen(client, make_staff):
    client.force_login(make_staff())
    for address in {machine.list_url() for machine in MACHINES.values()}:
        answer = client.get(address)
        if answer.status_code == 200 and isinstance(answer.context["view"], ListPage):
            assert isinstance(answer.context["view"], MatterList), address


def test_every_list_of_matters_is_in_an_order_and_what_moved_last_stands_first(client, make_staff):
    client.force_login(make_staff())
    orders = {}
    for address in {machine.list_url() for machine in MACHINES.values()}:
        answer = client.get(address)
        if answer.status_code == 200 and isinstance(answer.context["view"], MatterList):
            rows = answer.context["table"].data.data
            assert rows.ordered, address
            orders[rows.model] = rows.query.order_by
    assert {orders[MACHINES[kind]] for kind in ("project", "recognition")} == {LATEST_FIRST}
    assert tuple(Matter._meta.ordering) == LATEST_FIRST


def test_the_queries_of_a_list_are_the_same_at_one_and_three_rows(listed, make_matter):
    counts = []
    for more in (1, 2):
        for _row in range(more):
            make_matter("received")
        with CaptureQueriesContext(connection) as seen:
            assert listed().status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15


def heads(answer):
    """The headings of a spreadsheet of matters."""
    return next(iter(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values))


def shown(answer):
    """The names of the columns that a page shows."""
    return [column.name for column in answer.context["table"].columns]


EVERY = ["pick", "number", "title", "state", "applicant", "holder", "due_at"]


def test_the_chosen_columns_are_shown_and_number_and_title_stay(listed, make_matter):
    make_matter("received")
    assert shown(listed()) == EVERY
    answer = listed(columns=["", "due_at", "state", "x"])
    assert shown(answer) == ["pick", "number", "title", "state", "due_at"]
    assert heads(listed(columns=["state"], export="xlsx")) == ("Number", "Title", "State")
    assert shown(listed(columns=[""])) == ["pick", "number", "title"]
    assert shown(listed(columns=["x", "title"])) == EVERY


def test_the_chosen_columns_go_along_with_filters_picks_and_views(listed, make_matter):
    make_matter("received")
    page = listed(columns=["x", "state"], sort="due_at").content.decode()
    hidden = '<input type="hidden" name="columns" value="state">'
    assert page.count(hidden) == 2
    assert (
        '<input class="form-check-input" type="checkbox" name="columns" value="state" checked>'
        in page
    )
    assert 'name="columns" value="holder">' in page
    assert "keep/?sort=due_at&amp;columns=&amp;columns=state" in page


def test_a_list_may_be_sorted_by_a_column_that_is_not_shown(listed, make_matter):
    for name in "AB":
        make_matter("received", title=name)
    answer = listed(columns=["state"], sort="-due_at")
    assert answer.status_code == 200
    assert len(answer.context["table"].page) == 2
