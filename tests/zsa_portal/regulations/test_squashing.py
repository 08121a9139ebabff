"""Squashed migrations: they only create, and a database that ran what they replace runs nothing."""

from __future__ import annotations

import pgtrigger.migrations
import pytest
from django.contrib.postgres.operations import CreateExtension
from django.core import checks
from django.db import connection
from django.db.migrations import CreateModel, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from zsa_portal.regulations.squashing import Squashed

CREATES = (CreateModel, CreateExtension, RunSQL, RunPython, pgtrigger.migrations.AddTrigger)


def squashed() -> list[Squashed]:
    every = MigrationLoader(None).disk_migrations.values()
    return [one for one in every if isinstance(one, Squashed)]


def test_squashed_migrations_only_create():
    assert squashed()
    others = {
        f"{one}: {operation.describe()}"
        for one in squashed()
        for operation in one.operations
        if not isinstance(operation, CREATES)
    }
    assert others == set()


@pytest.mark.django_db
def test_a_database_that_ran_the_replaced_ones_has_nothing_left_to_run():
    ran = MigrationRecorder(connection).migration_qs
    names = [one.name for one in squashed() if one.replaces]
    assert ran.filter(name__in=names).delete()[0] == len(names)
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.django_db
def test_a_database_that_ran_a_part_of_them_is_an_error_to_migrate():
    assert too_old() == []
    ran = MigrationRecorder(connection).migration_qs
    ran.filter(app="zsa_people", name="0008_texts_are_folded").delete()
    assert too_old() == ["The database is older than version 0.5.0"]
    ran.filter(app="zsa_people", name__startswith="0").delete()
    assert too_old() == []


def too_old() -> list[str]:
    found = checks.run_checks(tags=["database"], databases=["default"])
    return [one.msg for one in found if one.id == "zsa_regulations.E001"]
