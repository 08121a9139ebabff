"""A procedure may say of which of its matters something elsewhere made a calendar's step due."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Q

from tests.procedure.models import Example
from zsa_portal.regulations import clock
from zsa_portal.workflow.tasks import due_by_calendar

pytestmark = pytest.mark.django_db


def test_what_was_overtaken_is_due_before_its_deadline(
    example_matter, monkeypatch, django_assert_num_queries
):
    now = clock.now()
    assert list(due_by_calendar(now)) == []
    title = example_matter.title
    monkeypatch.setattr(Example, "OVERTAKEN", staticmethod(lambda _at: Q(title=title)))
    with django_assert_num_queries(1):
        assert [one.pk for one in due_by_calendar(now)] == [example_matter.pk]


def test_it_is_asked_at_the_instant(example_matter, monkeypatch):
    begins = clock.now()
    monkeypatch.setattr(
        Example, "OVERTAKEN", staticmethod(lambda at: Q() if at > begins else Q(pk__in=[]))
    )
    assert list(due_by_calendar(begins)) == []
    assert due_by_calendar(begins + dt.timedelta(seconds=1)).count() == 1
