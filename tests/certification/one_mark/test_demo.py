"""The lives of the 1字标 in the demonstration end where they should, today and on any day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from certification.demo.one_mark.lives import APPLYING, BATTERIES, DEVICES, one_mark
from certification.models import Mark, Partner
from certification.one_mark.marks.states import S as M
from certification.one_mark.marks.states import Standing
from certification.one_mark.partners.states import S as P
from tests.certification.one_mark.association import edition_in_force
from zsa_portal.home.demo.association import association_build
from zsa_portal.home.demo.loader import _live
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)


def test_two_partners_are_listed_four_products_stand_in_the_register_and_two_wait(
    tmp_path, settings
):
    settings.FILES_ROOT = tmp_path
    for running, title, field in ((9001, DEVICES, "next_it"), (9002, BATTERIES, "new_energy")):
        edition = edition_in_force(running, field)
        edition.title = title
        edition.save()
    with translation.override("zh-hans"):
        lines: list[str] = []
        lives = one_mark(association_build(), TODAY)
        _live(lives, until=clock.start_of(TODAY + dt.timedelta(days=1)), say=lines.append)
    assert [life.state for life in lives] == [life.end for life in lives]
    with clock.moved_to(clock.start_of(TODAY) + dt.timedelta(hours=18)):
        assert [one.state for one in Partner.objects.all()] == [P.LISTED, P.LISTED]
        marks = list(Mark.objects.with_standing())
        standing = {mark.title: mark.standing for mark in marks if mark.state not in APPLYING[:2]}
        waiting = {mark.title: mark.state for mark in marks if mark.state in APPLYING[:2]}
    assert waiting == {"岱序多协议采集终端": M.BEFORE_HEAD, "衡澜边缘安全接入网关": M.EXAMINATION}
    assert standing == {
        "岱序工业数据采集网关": Standing.VALID,
        "朔弦快换电池包接口总成": Standing.SUSPENDED,
        "衡澜边缘接入终端": Standing.VALID,
        "朔弦换电接口定位销": Standing.REVOKED,
    }
