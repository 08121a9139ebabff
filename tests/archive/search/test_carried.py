"""The searches that people kept before are views of the list of records, under their names."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import reverse

from zsa_portal.regulations import clock
from zsa_portal.workflow.kept.records import KeptView

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("archive.migrations.0016_searches_are_kept_views")
KEPT = dt.datetime(2026, 5, 4, 9, tzinfo=clock.SHANGHAI)
ASKED = "q=%E5%90%88%E5%90%8C&level=public&sort=-year"


@pytest.fixture
def before(cast):
    """The tables as they were before the migration."""
    nodes = [("archive", "0015_gone_through"), ("zsa_workflow", "0011_kept_views")]
    state = MigrationLoader(connection).project_state(nodes)
    with connection.schema_editor() as editor:
        editor.create_model(state.apps.get_model("archive", "SavedSearch"))
    return state.apps


def test_every_kept_search_is_carried_over_and_opens(cast, before):
    searches = before.get_model("archive", "SavedSearch").objects
    asked = "level=public&sort=-year&q=%E5%90%88%E5%90%8C&page=2"
    searches.create(user_id=cast.clerk.pk, name="公开合同", asked=asked, saved_at=KEPT)
    searches.create(user_id=cast.clerk.pk, name="原样", asked="q=会员登记表", saved_at=KEPT)
    searches.create(user_id=cast.head.pk, name="公开合同", asked="year=2024", saved_at=KEPT)
    for number in range(60):
        searches.create(user_id=cast.archivist.pk, name=f"{number}", asked="q=x", saved_at=KEPT)
    MIGRATION.carry(before, None)
    rows = KeptView.objects.filter(place="archive:items")
    assert {(one.user, one.name, one.asked) for one in rows.exclude(user=cast.archivist)} == {
        (cast.clerk, "公开合同", ASKED),
        (cast.clerk, "原样", "q=%E4%BC%9A%E5%91%98%E7%99%BB%E8%AE%B0%E8%A1%A8"),
        (cast.head, "公开合同", "year=2024"),
    }
    assert rows.filter(user=cast.archivist).count() == 60
    assert set(rows.values_list("saved_at", flat=True)) == {KEPT}
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.clerk)
    shown = client.get(f"{reverse('archive:items')}?{ASKED}").content.decode()
    assert 'aria-current="true">公开合同</a>' in shown


def test_views_of_the_records_are_searches_again_on_the_way_back(cast, before):
    for place, name, asked in (
        ("archive:items", "公开合同", ASKED),
        ("archive:items", "长的", f"q={'x' * 601}"),
        ("home:matters", "事项", "q=x"),
    ):
        KeptView.objects.create(user=cast.clerk, place=place, name=name, asked=asked, saved_at=KEPT)
    MIGRATION.give_back(before, None)
    found = before.get_model("archive", "SavedSearch").objects
    assert list(found.values_list("user", "name", "asked", "saved_at")) == [
        (cast.clerk.pk, "公开合同", ASKED, KEPT)
    ]
    assert KeptView.objects.get().place == "home:matters"
