"""The lives of recognised standards in the demonstration end where they should."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from certification.demo.kept import GROUNDS, kept
from certification.upkeep.states import U
from zsa_portal.catalogue.models import Edition
from zsa_portal.home.demo.association import association_build
from zsa_portal.home.demo.loader import _live
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [dt.date(2026, 11, 20), dt.date(2029, 2, 28)])
def test_one_standard_is_due_and_one_revoked(today, tmp_path, settings):
    settings.FILES_ROOT = tmp_path
    with translation.override("zh-hans"):
        lives = kept(association_build(), today)
        said: list[str] = []
        _live(lives, until=clock.start_of(today + dt.timedelta(days=1)), say=said.append)
    assert [life.state for life in lives] == [U.MATERIAL, U.DONE]
    states = dict(Edition.objects.values_list("title", "status"))
    assert sorted(states.values()) == ["current", "revoked"]
    assert Edition.objects.get(status="revoked").status_reason == GROUNDS
