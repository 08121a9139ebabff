"""Pages of a list that are read by keys: complete, in order, and open beyond what is counted."""

from __future__ import annotations

import django_tables2 as tables
import pytest
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.test import Client
from django.urls import reverse

from zsa_portal.people.models import Expert, User
from zsa_portal.ui import paging
from zsa_portal.ui.paging import ByKeys, read_by_keys

pytestmark = pytest.mark.django_db
ROWS = 60


class ExpertTable(tables.Table):
    """Experts, whose users they are to be sorted by."""

    user = tables.Column(order_by="user__username")

    class Meta:
        model = Expert
        fields = ("name", "user")


@pytest.fixture
def experts():
    """So many experts of one name, every third of whom has no account."""
    users = User.objects.bulk_create(
        User(username=f"u{n:02d}", name="甲", email=f"u{n}@example.org") for n in range(ROWS)
    )
    return Expert.objects.bulk_create(
        Expert(name="乙", kind=Expert.Kind.values[0], user=None if n % 3 == 0 else users[-n])
        for n in range(ROWS)
    )


def pages_of(column):
    table = ExpertTable(Expert.objects.select_related("user"), order_by=column)
    return ByKeys(table.rows, 25)


def keys_on(pages, number):
    return [row.record.pk for row in pages.page(number).object_list]


def test_rows_that_are_equal_in_the_order_stand_on_one_page_each(experts):
    pages = pages_of("name")
    found = [key for number in (1, 2, 3) for key in keys_on(pages, number)]
    assert found == sorted((one.pk for one in experts), reverse=True)
    assert (pages.count, pages.num_pages, pages.more) == (ROWS, 3, False)


@pytest.mark.parametrize(("column", "back"), [("user", False), ("-user", True)])
def test_rows_that_lead_nowhere_are_sorted_too(experts, column, back):
    pages = pages_of(column)
    rows = [row.record for number in (1, 2, 3) for row in pages.page(number).object_list]
    names = [row.user.username for row in rows if row.user]
    assert len({row.pk for row in rows}) == ROWS
    assert names == sorted(names, reverse=back)
    assert len(names) == ROWS * 2 // 3
    at_the_end = rows[:20] if back else rows[40:]
    assert [row.user for row in at_the_end] == [None] * 20


@pytest.mark.parametrize(
    ("column", "number", "queries"), [("name", 1, 2), ("name", 3, 2), ("user", 1, 3)]
)
def test_a_page_costs_as_many_queries_however_deep(
    experts, django_assert_num_queries, column, number, queries
):
    """In an order of its own rows the keys give the count too; in another table's it is one more."""
    with django_assert_num_queries(queries):
        rows = list(pages_of(column).page(number).object_list)
        assert [row.record.user and row.record.user.name for row in rows].count("甲") > 0


def test_beyond_what_is_counted_one_goes_on_from_page_to_page(experts, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 25)
    pages = pages_of("name")
    assert (pages.count, pages.more) == (25, True)
    seen = []
    for number in (1, 2, 3):
        page = pages.page(number)
        seen.append((len(page.object_list), page.has_next(), pages.num_pages, pages.open_ended))
    assert seen == [(25, True, 2, True), (25, True, 3, True), (10, False, 3, False)]
    for wrong, refusal in ((4, EmptyPage), (0, EmptyPage), ("x", PageNotAnInteger)):
        with pytest.raises(refusal):
            pages.page(wrong)


def test_a_page_beyond_the_keys_that_are_counted_is_whole(experts, monkeypatch):
    expected = sorted((one.pk for one in experts), reverse=True)
    for most in (10, 26, 49, 50, 51):
        monkeypatch.setattr(paging, "MOST_COUNTED", most)
        pages = pages_of("name")
        assert [key for number in (1, 2, 3) for key in keys_on(pages, number)] == expected


def test_what_is_counted_to_the_last_row_has_no_more(experts, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", ROWS)
    assert not pages_of("name").more
    monkeypatch.setattr(paging, "MOST_COUNTED", ROWS - 1)
    assert pages_of("name").more


def test_a_slice_is_read_in_its_order_with_what_it_brings(experts, django_assert_num_queries):
    rows = Expert.objects.filter(user__isnull=False).select_related("user")
    with django_assert_num_queries(2):
        found = read_by_keys(rows.order_by("-user__username")[:3])
        assert [one.user.username for one in found] == ["u59", "u58", "u56"]


def test_a_list_says_that_there_are_more_than_it_counts(make_matter, monkeypatch):
    matters = [make_matter("received") for _n in range(3)]
    client = Client(headers={"accept-language": "en"})
    client.force_login(matters[0].people["staff"])
    address = reverse("home:matters")
    assert "3 entries" in client.get(address).content.decode()
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    page = client.get(address).content.decode()
    assert "More than 2 entries" in page
    assert all(matter.get_absolute_url() in page for matter in matters)
