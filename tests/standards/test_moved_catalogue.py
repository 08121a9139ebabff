"""The catalogue of a database from before it was the kernel's comes through, and goes back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from standards.states import S
from zsa_portal.catalogue.models import Edition, Standard

BEFORE, AFTER = "0012_imported_editions_are_marked", "0013_catalogue_moves_down"
NEWEST = "0002_standards_keep_the_number_of_their_body"
TABLES = ("announcement", "standard", "edition", "standardtext", "standardtextevent")


def rows(app: str) -> dict[str, list[tuple]]:
    """Every row of the catalogue's tables of an app, table by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {app}_{table} ORDER BY 1")
            names = [column.name for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def migrate(name: str) -> None:
    """Bring the app to a migration, as ``manage.py migrate`` does."""
    with_kernel = [("zsa_catalogue", NEWEST)] if name == AFTER else []
    MigrationExecutor(connection).migrate([("standards", name), *with_kernel])


@pytest.fixture
def imported(db):
    """An edition published before the portal, with what replaced it."""
    standard = Standard.objects.create(running=7, field="bio")
    days = {"published_on": dt.date(2020, 1, 10), "implemented_on": dt.date(2020, 3, 1)}
    first = Edition.objects.create(
        standard=standard, number="T/ZSA 7-2020", year=2020, title="旧", status="replaced", **days
    )
    Edition.objects.create(
        standard=standard, number="T/ZSA 7-2022", year=2022, title="新", replaces=first, **days
    )


def test_the_catalogue_comes_through_with_its_history_and_goes_back(project_at, imported):
    project = project_at(S.PUBLISHED)
    own, now = project.edition, rows("zsa_catalogue")
    assert all(now.values())
    migrate(BEFORE)
    old = rows("standards")
    assert {table: len(found) for table, found in old.items()} == {
        table: len(found) for table, found in now.items()
    }
    by_number = {row["number"]: row for row in old["edition"]}
    assert {number: (row["project_id"], row["origin"]) for number, row in by_number.items()} == {
        own.number: (project.pk, "portal"),
        "T/ZSA 7-2020": (None, "imported"),
        "T/ZSA 7-2022": (None, "imported"),
    }
    assert old["standardtextevent"] == now["standardtextevent"]
    migrate(AFTER)
    assert rows("zsa_catalogue") == now
    assert Standard.objects.create(running=800).pk > own.standard_id


def test_triggers_go_with_the_texts_there_and_back(project_at):
    text = project_at(S.PUBLISHED).edition.texts.first()
    for name, app in ((BEFORE, "standards"), (AFTER, "zsa_catalogue")):
        migrate(name)
        before = len(rows(app)["standardtextevent"])
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {app}_standardtext SET released = NOT released WHERE id = %s", [text.pk]
            )
        assert len(rows(app)["standardtextevent"]) == before + 1
