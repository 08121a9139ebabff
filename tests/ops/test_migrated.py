"""The migrated database that `make check` keeps: when it is put back, and when it is made anew."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ops import migrated

VARIABLES = {"DATABASE_URL": "postgres://zsa@/zsa"}


@pytest.fixture(autouse=True)
def house(tmp_path, monkeypatch):
    """A clone with one migration, a module that it imports, and a list of packages."""
    files = {
        "requirements.txt": "django==5.2",
        "standards/apps.py": "",
        "standards/migrations/0001_initial.py": "import zsa_portal.people.folding\n",
        "zsa_portal/people/folding.py": "folded = 1",
        "zsa_portal/people/models.py": "",
    }
    for name, text in files.items():
        write(tmp_path, name, text)
    monkeypatch.setattr(migrated, "ROOT", tmp_path)
    monkeypatch.setattr(migrated, "FOLDER", tmp_path / "build")
    monkeypatch.setattr("ops.places.ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def programs(monkeypatch):
    """The programs that were run; pg_dump writes its file."""
    ran = []

    def run(program, *words):
        ran.append((program, *words))
        for word in words:
            if word.startswith("--file="):
                Path(word.removeprefix("--file=")).write_text("dump")
        return CompletedProcess(program, run.code, "error: so", "")

    run.code = 0
    monkeypatch.setattr(migrated, "_run", run)
    ran.append(run)
    return ran


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def test_nothing_is_put_back_before_something_is_kept(programs):
    assert not migrated.restore(VARIABLES)
    migrated.keep(VARIABLES)
    assert migrated.restore(VARIABLES)
    _run, dump, restore = programs
    assert (dump[0], dump[-1]) == ("pg_dump", VARIABLES["DATABASE_URL"])
    assert "--exclude-schema=stations" in dump
    assert restore[0] == "pg_restore"
    assert f"--dbname={VARIABLES['DATABASE_URL']}" in restore


@pytest.mark.parametrize(
    ("name", "is_made_anew"),
    [
        ("standards/migrations/0002_more.py", True),
        ("standards/migrations/0001_initial.py", True),
        ("zsa_portal/people/folding.py", True),
        ("requirements.txt", True),
        ("tests/proof/migrations/0001_initial.py", True),
        ("zsa_portal/people/models.py", False),
        ("standards/rules.py", False),
    ],
)
def test_what_migrations_follow_from_makes_it_anew(house, programs, name, is_made_anew):
    migrated.keep(VARIABLES)
    write(house, name, "something = 2")
    assert migrated.restore(VARIABLES) is not is_made_anew
    migrated.keep(VARIABLES)
    assert len(list((house / "build").iterdir())) == 1


def test_a_dump_of_no_use_is_thrown_away(house, programs, capsys):
    migrated.keep(VARIABLES)
    programs[0].code = 1
    assert not migrated.restore(VARIABLES)
    assert "of no use: error: so" in capsys.readouterr().out
    assert list((house / "build").iterdir()) == []


def test_half_a_dump_is_not_kept(house, programs, capsys):
    programs[0].code = 1
    migrated.keep(VARIABLES)
    assert "could not be kept: error: so" in capsys.readouterr().out
    assert not migrated.restore(VARIABLES)
