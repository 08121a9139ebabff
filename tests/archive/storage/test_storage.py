"""Storage is backed up in time and checked for viruses and space, and what is wrong is told (第十二条)."""

from __future__ import annotations

import datetime as dt
import shutil
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.storage import actions
from archive.storage.records import StorageCheck
from archive.storage.rules import BACKUP_DAYS, CHECK_DAYS, LEAST_FREE
from tests.standards.association import START
from zsa_portal.outbox.models import Message
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.refusals import BadValue

TODAY = START.date()


@pytest.fixture(autouse=True)
def half_is_free(monkeypatch):
    """The clock, and a disk of which half is free."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(total=1000, free=500))
    with clock.moved_to(START):
        yield


def full(monkeypatch, free):
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(total=1000, free=free))


def check(cast, **more):
    values = {"backed_up_on": TODAY, "infected": False, "note": ""}
    return actions.storage_check_add(by=cast.custodian, **(values | more))


def told():
    return sorted(Message.objects.values_list("recipient__username", "body"))


def test_a_check_keeps_what_was_measured(cast):
    made = check(cast)
    assert (made.free_bytes, made.total_bytes, made.free_percent) == (500, 1000, 50)
    assert told() == []


@pytest.mark.rule("A12b")
@pytest.mark.parametrize(("days", "wrong"), [(7, False), (8, True)])
def test_the_storage_is_backed_up_in_time(cast, days, wrong):
    check(cast, backed_up_on=TODAY - dt.timedelta(days=days))
    assert len(told()) == 2 * wrong
    assert all("The last backup is of 2025-12-28" in body for _who, body in told())


@pytest.mark.rule("A12b")
def test_the_days_of_a_backup_are_settable(cast):
    Setting.objects.create(key=BACKUP_DAYS.key, value=1, reason="每日", valid_from=START)
    check(cast, backed_up_on=TODAY - dt.timedelta(days=2))
    assert told()


@pytest.mark.rule("A12b")
def test_viruses_are_told_with_what_is_done(cast):
    with pytest.raises(BadValue, match="what is done about it"):
        check(cast, infected=True, note=" ")
    check(cast, infected=True, note="已隔离。")
    assert [who for who, _body in told()] == ["custodian", "secretary-general"]
    assert told()[0][1] == "Viruses were found: 已隔离。"


@pytest.mark.rule("A12b")
@pytest.mark.parametrize(("free", "wrong"), [(100, False), (99, True)])
def test_too_little_space_is_told(cast, monkeypatch, free, wrong):
    full(monkeypatch, free)
    check(cast)
    assert bool(told()) is wrong
    assert LEAST_FREE.value() == 10


def test_only_the_custodian_writes_it_down_and_not_of_a_day_to_come(cast):
    with pytest.raises(PermissionDenied):
        actions.storage_check_add(backed_up_on=TODAY, infected=False, note="", by=cast.head)
    for day in ("backed_up_on", "proved_on"):
        with pytest.raises(BadValue, match="lies ahead") as refused:
            check(cast, **{day: TODAY + dt.timedelta(days=1)})
        assert refused.value.field == day
    assert not StorageCheck.objects.exists()


def test_the_day_of_the_last_restore_drill_is_kept_where_it_is_told(cast):
    assert check(cast).proved_on is None
    assert check(cast, proved_on=TODAY).proved_on == TODAY


@pytest.mark.rule("A12b")
def test_a_check_that_is_missing_is_told_once_a_week(cast):
    assert actions.watch_storage() == 1
    assert actions.watch_storage() == 0
    assert "not checked for 30 days" in told()[0][1]
    with clock.moved_to(START + dt.timedelta(days=7)):
        assert actions.watch_storage() == 1


@pytest.mark.rule("A12b")
@pytest.mark.parametrize(("seconds", "wrong"), [(0, 0), (1, 1)])
def test_a_check_is_good_for_its_days(cast, seconds, wrong):
    Setting.objects.create(key=BACKUP_DAYS.key, value=90, reason="季度", valid_from=START)
    check(cast)
    after = dt.timedelta(days=int(CHECK_DAYS.value()), seconds=seconds)
    with clock.moved_to(START + after):
        assert actions.watch_storage() == wrong


@pytest.mark.rule("A12b")
def test_the_portal_watches_the_space_itself(cast, monkeypatch):
    check(cast)
    assert actions.watch_storage() == 0
    full(monkeypatch, 50)
    assert actions.watch_storage() == 1
    assert told()[0][1] == "5 % of the space are free, at least 10 % are wanted."


def test_the_screens_are_the_custodians(cast):
    def page(user, name, **data):
        client = Client()
        client.force_login(user)
        return client.post(reverse(name), data) if data else client.get(reverse(name))

    for name in ("archive:storage", "archive:storage_check"):
        assert page(cast.head, name).status_code == 403
        assert page(cast.custodian, name).status_code == 200
    assert page(cast.head, "archive:storage_check", backed_up_on=str(TODAY)).status_code == 403
    assert page(cast.custodian, "archive:storage_check", infected="on").status_code == 422
    sent = {"backed_up_on": str(TODAY), "infected": "on"}
    assert page(cast.custodian, "archive:storage_check", **sent).status_code == 422
    sent["note"] = "已隔离。"
    assert page(cast.custodian, "archive:storage_check", **sent).status_code == 302
    assert "已隔离。" in page(cast.custodian, "archive:storage").content.decode()


def test_the_list_costs_the_same_for_one_check_and_for_three(cast):
    check(cast)
    client = Client()
    client.force_login(cast.custodian)
    url = reverse("archive:storage")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    check(cast)
    check(cast)
    with CaptureQueriesContext(connection) as three:
        client.get(url)
    assert len(three) == len(one) <= 15
