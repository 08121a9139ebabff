"""The archive of the demonstration, lived in the association of its data on awkward days."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.utils import translation

from archive.demo.lives import filed, inspected, lent
from archive.demo.story import last_inspected
from archive.filing.states import F
from archive.filing.times import is_late
from archive.records import Item
from zsa_portal.documents import store
from zsa_portal.home.demo.association import association_build
from zsa_portal.home.demo.loader import _live
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [dt.date(2028, 3, 1), dt.date(2026, 12, 31)])
def test_everything_ends_where_the_data_says(today):
    with translation.override("zh-hans"):
        built = association_build()
        lives = [life for part in (filed, inspected, lent) for life in part(built, today)]
        until = clock.start_of(today) + dt.timedelta(hours=9)
        _live(lives, until=until, say=lambda _line: None)
    assert {one.key: one.state for one in lives} == {one.key: one.end for one in lives}
    assert all(one.matter.entered_at <= until for one in lives)
    with clock.moved_to(until):
        late = Counter(
            one.state
            for one in lives
            if one.key.startswith("filing") and is_late(one.matter.month, one.matter.handed_over_at)
        )
    assert late == {F.COLLECTING: 1, F.RETURNED: 1, F.CUSTODY: 1}
    files = Item.objects.filter(medium="electronic")
    assert files.filter(document__level=Level.CONFIDENTIAL, state=Item.State.ACCEPTED).exists()
    for item in files:
        with store.open_file(item.document.versions.get().file) as stream:
            assert stream.read()


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (dt.date(2026, 6, 21), dt.date(2025, 12, 1)),
        (dt.date(2026, 6, 22), dt.date(2026, 6, 1)),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 1)),
        (dt.date(2027, 1, 1), dt.date(2026, 12, 1)),
    ],
)
def test_the_inspection_is_the_last_one_that_is_over(today, month):
    assert last_inspected(today) == month
