"""A length that the regulation leaves open follows its setting."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.regulations import clock
from zsa_portal.regulations.models import SETTABLE, OpenDays, Settable, Setting
from zsa_portal.regulations.rule import RuleUnmet

OPENED = dt.datetime(2026, 1, 5, 9, 30, tzinfo=clock.SHANGHAI)

pytestmark = pytest.mark.django_db


@pytest.fixture
def length():
    """An open length of ten days unless set otherwise."""
    yield OpenDays(Settable("tests.length", 10, "", ""), rule="R15d")
    del SETTABLE["tests.length"]


def test_the_default_holds_until_it_is_set(length):
    with clock.moved_to(OPENED):
        assert length.closes(OPENED) == clock.start_of(dt.date(2026, 1, 16))
        Setting.objects.create(key="tests.length", value=3, valid_from=OPENED, reason="x")
        assert length.closes(OPENED) == clock.start_of(dt.date(2026, 1, 9))


@pytest.mark.parametrize(("days", "allowed"), [(9, False), (10, True), (11, True)])
def test_longer_is_allowed_and_shorter_refused(length, days, allowed):
    if allowed:
        assert length.closes(OPENED, days) == clock.start_of(dt.date(2026, 1, 6 + days))
        return
    with pytest.raises(RuleUnmet) as refused:
        length.closes(OPENED, days)
    assert refused.value.rule == "R15d"


def test_it_is_known_by_its_setting_and_article(length):
    assert length.identity() == "OpenDays('tests.length', rule='R15d')"
