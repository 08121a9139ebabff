"""What a change touches, told from the names of its files."""

from __future__ import annotations

import pytest

from ops import changed
from ops.changed import Change, change_of

ALWAYS = "tests/docs"


@pytest.fixture(autouse=True)
def house(tmp_path, monkeypatch):
    """A clone with a few folders of tests."""
    for name in (
        "tests/standards/planning/test_planning.py",
        "tests/standards/planning/conftest.py",
        "tests/standards/test_queries.py",
        "tests/zsa_portal/ballots/test_counting.py",
        "tests/zsa_portal/home/demo/test_loader.py",
        "tests/zsa_portal/home/test_views.py",
        "tests/ops/test_run.py",
        "tests/journeys/test_walk.py",
        "tests/docs/test_rules_table.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(changed, "ROOT", tmp_path)


@pytest.mark.parametrize(
    ("file", "tests", "packages"),
    [
        ("standards/planning/rules.py", ["tests/standards/planning"], ["standards.planning"]),
        ("standards/parties.py", ["tests/standards/test_queries.py"], ["standards.parties"]),
        (
            "zsa_portal/ballots/actions/voting.py",
            ["tests/zsa_portal/ballots"],
            ["zsa_portal.ballots.actions"],
        ),
        ("zsa_portal/home/views.py", ["tests/zsa_portal/home/test_views.py"], ["zsa_portal.home"]),
        ("zsa_portal/ballots/migrations/0002_x.py", ["tests/zsa_portal/ballots"], []),
        ("templates/ballots/ballot.html", ["tests/zsa_portal/ballots"], []),
        ("tests/standards/planning/conftest.py", ["tests/standards/planning"], []),
        ("tests/standards/test_queries.py", ["tests/standards/test_queries.py"], []),
        ("ops/run.py", ["tests/ops/test_run.py"], []),
    ],
)
def test_a_file_touches_the_tests_of_its_folder(file, tests, packages):
    assert change_of([file]) == Change(sorted([*tests, ALWAYS]), packages)


@pytest.mark.parametrize(
    "file", ["README.md", "tests/journeys/test_walk.py", "tests/gone/test_x.py", "static/a.css"]
)
def test_what_touches_no_tests(file):
    assert change_of([file]) == Change([], [])


def test_a_test_is_not_named_beside_its_folder():
    files = ["standards/planning/rules.py", "tests/standards/planning/test_planning.py"]
    assert change_of(files).tests == [ALWAYS, "tests/standards/planning"]
