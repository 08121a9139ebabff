"""The archive of the demonstration, lived in the association of its data on awkward days."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from archive.checking.records import CheckRun
from archive.demo.lives import appraised, filed, inspected, last_inspected, lent
from archive.demo.records import archive, year
from archive.demo.year import FILED_BY, filings
from archive.exceptions.records import DocumentException
from archive.exceptions.telling import WAITS
from archive.filing.states import F
from archive.filing.times import is_late
from archive.loans.models import Loan
from archive.loans.records import SpotCheck
from archive.loans.terms import Form
from archive.records import Item
from archive.storage.records import StorageCheck
from zsa_portal.documents import store
from zsa_portal.home.demo.association import association_build
from zsa_portal.home.demo.loader import _live
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.kept.records import KeptView
from zsa_portal.workflow.models import Level

pytestmark = pytest.mark.django_db


def lived(today: dt.date, until: dt.datetime, *, whole_year: bool) -> list[Any]:
    """The archive's lives in the association of the data; without the year those told one by one."""
    built = association_build()
    parts = (filed, inspected, appraised, lent)
    lives = [life for part in parts for life in part(built, today)]
    told = {f"filing-{row['department']}-{row['back']}" for row in archive()["filings"]}
    kept = [
        one for one in lives if whole_year or one.key in told or not one.key.startswith("filing")
    ]
    _live(kept, until=until, say=lambda _line: None)
    return kept


# The whole year is lived in every run by tests/standards/demo/test_loader.py, on the day it runs.
@pytest.mark.parametrize(
    ("today", "whole_year"),
    [
        (dt.date(2028, 3, 1), False),
        pytest.param(dt.date(2026, 12, 31), True, marks=pytest.mark.long_form),
    ],
)
def test_everything_ends_where_the_data_says(today, whole_year):
    until = clock.start_of(today) + dt.timedelta(hours=9)
    with translation.override("zh-hans"):
        lives = lived(today, until, whole_year=whole_year)
    assert {one.key: one.state for one in lives} == {one.key: one.end for one in lives}
    assert all(one.matter.entered_at <= until for one in lives)
    with clock.moved_to(until):
        late = Counter(
            one.state
            for one in lives
            if one.key.startswith("filing") and is_late(one.matter.month, one.matter.handed_over_at)
        )
        if whole_year:
            reads_only_what_it_may()
    filed_late = {F.FILED: 6} if whole_year else {}
    assert late == {F.COLLECTING: 2, F.RETURNED: 1, F.CUSTODY: 1} | filed_late
    assert not CheckRun.objects.filter(state=CheckRun.State.WAITING).exists()
    assert StorageCheck.objects.filter(infected=True).count() == 1
    assert KeptView.objects.get(place="archive:items").user.username == "yao.jinghao"
    exceptions_are_open_and_wait(until)
    assert SpotCheck.objects.get().closed_at is not None
    assert Loan.objects.get(form=Form.COPY).remark
    assert Loan.objects.get(copies_allowed=True).borrower.username == "qiao.anning"
    files = Item.objects.filter(medium="electronic").exclude(state=Item.State.DISPOSED)
    assert files.filter(document__level=Level.CONFIDENTIAL, state=Item.State.ACCEPTED).exists()
    for item in files:
        with store.open_file(item.document.versions.get().file) as stream:
            assert stream.read()


def exceptions_are_open_and_wait(now: dt.datetime) -> None:
    """One of 秘密, one of 机密 that the secretary general approved, and one that waits for that."""
    with clock.moved_to(now):
        found = {
            one.user.username: one.user.has_perm("zsa_documents.read_document", one.content_object)
            for one in DocumentException.objects.all()
        }
    assert found == {"shao.yinuo": True, "han.shuning": True, "hou.qingyang": False}
    assert Message.objects.filter(event=WAITS, recipient__username="lu.zhiyuan").count() == 2


def reads_only_what_it_may() -> None:
    """Twelve departments file; the canaries are read by the custodian and by nobody outside."""
    assert Item.objects.values("department").distinct().count() == 12
    said = {}
    for name in ("yao.jinghao", "wen.ruoxi", "xin.ruotong"):
        client = Client()
        client.force_login(User.objects.get(username=name))
        said[name] = client.get(reverse("archive:items"), {"q": "金丝雀"}).content.decode()
    assert "金丝雀丹顶" in said["yao.jinghao"]
    assert "金丝雀丹顶" not in said["wen.ruoxi"] + said["xin.ruotong"]


@pytest.mark.parametrize("day", [1, FILED_BY - 1, FILED_BY, 30])
def test_every_department_has_a_filing_of_every_month(day):
    found = list(filings(dt.date(2026, 11, day)))
    homes = {row["department"] for row in found}
    backs = range(1, year()["months"] + year()["before"]["months"] + 1)
    assert len(homes) == 12
    assert sorted((row["department"], row["back"]) for row in found) == sorted(
        itertools.product(homes, backs)
    )
    open_now = {row["back"] for row in found if row["state"] == F.COLLECTING}
    assert open_now == ({1, 2, 3} if day < FILED_BY else {2, 3})


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
