"""What a start says of the database: one that is too old, and the demonstration being loaded."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ops import prepare
from ops.prepare import Months


def test_each_month_of_the_story_is_told_once(capsys: pytest.CaptureFixture[str]):
    months = Months()
    for line in (
        "2026-03-02 智能网联: 10.00 草稿",
        "2026-03-29 智能网联: 10.20 审查",
        "2026-02-28 later told",
        "2026-04-01 机器人: 10.00 草稿",
        "42 matters loaded in 60 seconds",
    ):
        months.write(line)
    assert capsys.readouterr().out == "  2026-03\n  2026-04\n"


@pytest.mark.django_db
def test_a_database_from_before_the_squashed_migrations_is_refused(
    capsys: pytest.CaptureFixture[str],
):
    lacking = ("0008_texts_are_folded", "0001_squashed_0008_texts_are_folded")
    ran = MigrationRecorder(connection).migration_qs
    assert ran.filter(app="zsa_people", name__in=lacking).delete()[0] == 2
    with pytest.raises(SystemExit) as stopped:
        prepare._migrate()
    assert stopped.value.code == prepare.CANNOT
    assert capsys.readouterr().err == (
        "The database is older than version 0.5.0: start version 0.5.0 with it once, then this version\n"
    )
