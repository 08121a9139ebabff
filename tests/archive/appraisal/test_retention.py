"""When a record's time is over, the list of these, and the reminder of each January."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from archive.appraisal import actions, queries
from archive.appraisal.models import Appraisal
from archive.appraisal.states import A
from archive.appraisal.times import is_over, last_year, last_year_in_sql
from archive.kinds import Retention
from archive.records import Item
from tests.archive.appraisal.walk import due
from tests.archive.holdings import record
from zsa_portal.outbox.models import Message
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue

URL = "archive:retention"


def at(*when):
    return dt.datetime(*when, tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize(
    ("filed", "retention", "day", "over"),
    [
        (at(2015, 1, 1), "10", dt.date(2025, 12, 31), False),
        (at(2015, 12, 31, 23, 59, 59), "10", dt.date(2026, 1, 1), True),
        (at(2016, 1, 1), "10", dt.date(2026, 12, 31), False),
        (at(1995, 12, 31, 23, 59, 59), "30", dt.date(2026, 1, 1), True),
        (at(1995, 12, 31, 23, 59, 59), "30", dt.date(2025, 12, 31), False),
        (at(1900, 1, 1), "permanent", dt.date(2199, 1, 1), False),
    ],
)
def test_the_time_counts_from_the_end_of_the_year_of_filing(cast, filed, retention, day, over):
    record(cast.department, cast.clerk, "周报", retention=retention, accepted_at=filed)
    assert Item.objects.filter(is_over(day)).exists() is over


def test_what_was_kept_on_counts_from_that_year(cast):
    item = due(cast, counted_from=2026)
    assert last_year(item) == 2036
    assert Item.objects.values_list(last_year_in_sql(), flat=True).get() == 2036
    assert not Item.objects.filter(is_over(dt.date(2036, 12, 31))).exists()
    assert Item.objects.filter(is_over(dt.date(2037, 1, 1))).exists()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    year=st.integers(1980, 2030),
    counted=st.none() | st.integers(1990, 2030),
    retention=st.sampled_from(Retention.values),
    today=st.integers(2020, 2070),
)
def test_list_and_record_agree(cast, year, counted, retention, today):
    Item.objects.all().delete()
    fields = {"accepted_at": at(year, 7, 1), "counted_from": counted, "retention": retention}
    item = record(cast.department, cast.clerk, "周报", **fields)
    last = last_year(item)
    listed = Item.objects.filter(is_over(dt.date(today, 1, 1))).exists()
    assert listed == (last is not None and last < today)


def test_the_list_is_the_custodians(cast, page):
    due(cast, "甲合同")
    record(cast.department, cast.clerk, "新周报", retention="10")
    for user in (cast.head, cast.clerk, cast.quality, cast.secretary_general):
        assert page(user, reverse(URL)).status_code == 403
    text = page(cast.custodian, reverse(URL)).content.decode()
    assert "甲合同" in text
    assert "新周报" not in text


def test_the_list_is_narrowed_and_searched(cast, page):
    due(cast, "甲合同", level="confidential")
    due(cast, "乙合同", home=cast.other_department)
    due(cast, "丙合同", retention="30", accepted_at=at(1990, 1, 1))

    def names(query):
        text = page(cast.custodian, f"{reverse(URL)}?{query}").content.decode()
        return [name for name in ("甲合同", "乙合同", "丙合同") if name in text]

    assert names("") == ["甲合同", "乙合同", "丙合同"]
    assert names("level=confidential") == ["甲合同"]
    assert names(f"department={cast.other_department.pk}") == ["乙合同"]
    assert names("retention=30") == ["丙合同"]
    assert names("year=1999") == []
    assert names("q=乙合") == ["乙合同"]


def test_the_list_leaves_as_a_spreadsheet(cast, page):
    due(cast, "=甲合同")
    answer = page(cast.custodian, f"{reverse(URL)}?export=xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[1][0] == "=甲合同"
    assert rows[1][-1] in (2025, "2025")


def test_the_list_costs_the_same_for_one_record_and_for_three(cast):
    due(cast, "甲合同")
    client = Client()
    client.force_login(cast.custodian)
    client.get(reverse(URL))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(URL))
    due(cast, "乙合同")
    due(cast, "丙合同", home=cast.other_department)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse(URL))
    assert len(three) == len(one) <= 15


def test_what_is_chosen_is_put_onto_one_appraisal(cast, page):
    first, second = due(cast, "甲合同"), due(cast, "乙合同")
    url = reverse("archive:appraise")
    assert page(cast.custodian, url, items=[first.pk]).status_code == 302
    assert page(cast.custodian, url, items=[second.pk]).status_code == 302
    one = Appraisal.objects.get()
    assert (one.state, one.rows.count()) == (A.CHOOSING, 2)
    assert "Being appraised" in page(cast.custodian, reverse(URL)).content.decode()


def test_one_record_that_is_not_due_and_none_is_taken(cast, page):
    good, young = due(cast), record(cast.department, cast.clerk, "新周报")
    url = reverse("archive:appraise")
    assert page(cast.custodian, url, items=[good.pk, young.pk]).status_code == 404
    assert page(cast.custodian, url, items=[good.pk, "x"]).status_code == 404
    assert page(cast.custodian, url, items=[]).status_code == 302
    assert page(cast.head, url, items=[good.pk]).status_code == 403
    assert not Appraisal.objects.exists()


def test_a_record_is_in_one_appraisal_at_a_time(cast):
    item = due(cast)
    actions.records_add(items=[item], by=cast.custodian)
    with pytest.raises(BadValue, match="being appraised already"):
        actions.records_add(items=[item], by=cast.custodian)


def test_only_the_custodian_chooses_and_only_what_is_due(cast):
    with pytest.raises(PermissionDenied):
        actions.records_add(items=[due(cast)], by=cast.head)
    young = record(cast.department, cast.clerk, "新周报")
    with pytest.raises(BadValue, match="whose time is over"):
        actions.records_add(items=[young], by=cast.custodian)


def test_the_list_names_who_appraises_it(cast):
    item = due(cast)
    assert queries.due_items().get(pk=item.pk).appraisal is None
    one = actions.records_add(items=[item], by=cast.custodian)
    assert queries.due_items().get(pk=item.pk).appraisal == one.pk


def test_the_custodian_is_reminded_once_each_january(cast):
    due(cast)
    assert actions.remind_of_due() == 1
    assert actions.remind_of_due() == 0
    message = Message.objects.get(event=actions.REMINDER)
    assert message.recipient == cast.custodian
    assert message.link == reverse(URL)
    with clock.moved_to(at(2026, 2, 1)):
        assert actions.remind_of_due() == 0
    with clock.moved_to(at(2027, 1, 1)):
        assert actions.remind_of_due() == 1


def test_nobody_is_reminded_of_nothing(cast):
    assert actions.remind_of_due() == 0


def test_the_list_of_appraisals_leads_the_custodian_back_to_what_is_due(cast, page):
    way = f'btn-outline-secondary" href="{reverse(URL)}"'
    assert way in page(cast.custodian, reverse("archive:appraisals")).content.decode()
    assert way not in page(cast.head, reverse("archive:appraisals")).content.decode()
