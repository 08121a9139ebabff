"""The clock's command, the table of accounts, and where the demonstration is not loaded."""

from __future__ import annotations

import datetime as dt
import io
import os
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from standards.models import Project
from tests.parsers import hello
from zsa_portal.home.demo.accounts import ACCOUNTS, PASSWORD
from zsa_portal.home.demo.association import association_build
from zsa_portal.home.demo.records import records
from zsa_portal.home.management.commands import load_demo
from zsa_portal.parsing import ask
from zsa_portal.people.models import Organisation, User
from zsa_portal.regulations import clock


@pytest.fixture
def clock_file(tmp_path, settings):
    settings.DEMO = True
    settings.CLOCK_FILE = tmp_path / "state" / "clock"
    return settings.CLOCK_FILE


def ahead() -> float:
    return (clock.now() - timezone.now()).total_seconds()


def said(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_clock_is_shown_and_not_moved(clock_file):
    assert "+0d 00:00" in said("clock")
    assert not clock_file.exists()


def test_the_clock_moves_by_days_and_hours_and_back(clock_file):
    said("clock", "+3d")
    said("clock", "+2h")
    assert round(ahead()) == 3 * 86400 + 2 * 3600
    said("clock", "--", "-1d")
    assert round(ahead()) == 2 * 86400 + 2 * 3600
    assert "+0d 00:00" in said("clock", "0")
    assert round(ahead()) == 0


def test_the_clock_moves_to_a_time_of_shanghai(clock_file):
    target = dt.datetime.now(clock.SHANGHAI).replace(microsecond=0, tzinfo=None) + dt.timedelta(
        days=9
    )
    said("clock", target.isoformat())
    assert abs((clock.now() - target.replace(tzinfo=clock.SHANGHAI)).total_seconds()) < 5


def test_the_clock_refuses_what_it_cannot_read(clock_file):
    with pytest.raises(CommandError, match=r"\+3d"):
        said("clock", "tomorrow")
    assert not clock_file.exists()


@pytest.mark.parametrize(("demo", "with_file"), [(False, True), (True, False)])
def test_the_clock_of_a_portal_in_use_stands(clock_file, settings, demo, with_file):
    settings.DEMO = demo
    if not with_file:
        settings.CLOCK_FILE = None
    with pytest.raises(CommandError, match="DEMO"):
        said("clock", "+3d")
    assert not clock_file.exists()


def test_the_table_names_every_account_with_the_password():
    lines = said("demo_accounts").splitlines()
    assert len(lines) == len(ACCOUNTS) + 1
    for account, line in zip(ACCOUNTS, lines[1:], strict=True):
        assert line.split()[:3] == [account.username, PASSWORD, account.name]
        assert line.endswith(account.role)


def test_every_account_is_one_of_the_data_or_an_administrator():
    unknown = [one.username for one in ACCOUNTS if one.username not in records().people]
    assert unknown == ["admin", "admin.security", "admin.audit"]


def test_the_readme_names_the_same_accounts():
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    assert PASSWORD in readme
    assert re.findall(r"^\| `([a-z.]+)` \| (\S+) \| (.+) \|$", readme, re.MULTILINE) == [
        (account.username, account.name, account.role) for account in ACCOUNTS
    ]


@pytest.mark.django_db
def test_one_person_in_the_database_is_enough_to_be_refused():
    User.objects.create_superuser("officer", "officer@example.org", "x", name="真实用户")
    with pytest.raises(CommandError, match="demo-reset"):
        call_command("load_demo", verbosity=0)
    assert (User.objects.count(), Organisation.objects.count(), Project.objects.count()) == (
        1,
        0,
        0,
    )


@pytest.mark.django_db
def test_no_demonstration_without_the_setting(monkeypatch):
    monkeypatch.setattr(settings, "DEMO", False)
    for command in ("load_demo", "demo_accounts"):
        with pytest.raises(CommandError, match="DEMO"):
            call_command(command, verbosity=0)
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_one_password_is_hashed_once_for_all():
    association_build()
    assert User.objects.values("password").distinct().count() == 1


def test_the_demonstration_needs_no_parsing_worker(settings, monkeypatch):
    settings.PARSING_IN_PROCESS = False
    asked = []
    monkeypatch.setattr(
        load_demo, "demonstration_load", lambda _say: asked.append(ask(hello, seconds=1)) or []
    )
    said("load_demo")
    assert asked == [os.getpid()]
