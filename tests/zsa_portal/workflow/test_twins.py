"""Matters of the same title in one list show what differs; nobody else is troubled by it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from zsa_portal.home.entries import matters
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.twins import told_apart

pytestmark = pytest.mark.django_db
MARCH = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)


def begun(matter, at):
    Matter.objects.filter(pk=matter.pk).update(created_at=at)
    return matter


@pytest.fixture
def twins(make_matter):
    """Two of one title, begun on two days, and one of another."""
    first = begun(make_matter("received", title="Of pumps"), MARCH)
    second = begun(make_matter("received", title="of pumps "), MARCH + dt.timedelta(days=1))
    return first, second, make_matter("received", title="Of valves")


def test_equal_titles_are_told_apart_by_the_day_where_nothing_else_differs(twins):
    first, second, _other = twins
    with translation.override("en"):
        assert told_apart(Matter.objects.all()) == {
            first.pk: "begun on 2026-03-02",
            second.pk: "begun on 2026-03-03",
        }


def test_it_costs_no_query(twins, django_assert_num_queries):
    rows = list(Matter.objects.order_by("pk"))
    with django_assert_num_queries(0):
        assert len(told_apart(rows)) == 2


def test_a_matter_named_twice_by_a_list_is_no_twin_of_itself(twins):
    assert told_apart([twins[2], twins[2]]) == {}


@pytest.mark.parametrize("name", ["home:desk", "home:matters", "home:inbox"])
def test_lists_show_it_beside_the_title(client, make_staff, twins, name):
    client.force_login(make_staff())
    shown = client.get(reverse(name), headers={"accept-language": "en"}).content.decode()
    assert 'class="told-apart">begun on <span class="unbroken">2026-03-02</span>' in shown
    assert shown.count("told-apart") == shown.count('told-apart">begun on')


def test_the_preview_of_a_step_for_several_shows_it(client, make_staff, twins):
    client.force_login(make_staff())
    page = reverse("workflow:bulk_step", args=["example", "to_ballot"])
    chosen = {"matter": [one.pk for one in twins]}
    shown = client.get(page, chosen, headers={"accept-language": "en"}).content.decode()
    assert shown.count('class="told-apart">begun on') == 2


def test_the_search_tells_them_apart(make_staff, twins):
    with translation.override("en"):
        found = matters("pumps", make_staff(), 9)
        assert sorted(hit.note.partition(" · ")[2] for hit in found) == [
            "begun on 2026-03-02",
            "begun on 2026-03-03",
        ]
