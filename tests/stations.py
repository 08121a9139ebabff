"""Stations: each procedure is walked to each of its states once; a test takes a copy of one.

``python -m tests.stations`` walks in the database that the tests' databases are copies of, and
leaves there, in a schema of their own, the rows that each station added; the folders named behind it
do not walk. ``load`` puts the rows into a test's tables by one statement. The walk itself goes by the
procedure's steps alone.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import shutil
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PEOPLE = "people"
"""The first station of every walk: its people alone. The others are loaded on top of it."""
FIRST_KEY, BEYOND = 1_000_000, 1_100_000
"""Where the keys of the stations' rows begin, and from where a test counts once it has loaded one:
what it writes never meets what a station brings, and is the later of the two."""
SCHEMA = """
DROP SCHEMA IF EXISTS stations CASCADE;
CREATE SCHEMA stations;
CREATE TABLE stations.station (name text PRIMARY KEY, told jsonb NOT NULL);
CREATE TABLE stations.content (station text, tab text, body jsonb);
CREATE INDEX ON stations.content (station, tab);
CREATE FUNCTION stations.load(wanted text) RETURNS jsonb LANGUAGE plpgsql AS $load$
DECLARE
  one record;
  counted record;
  written text;
BEGIN
  FOR one IN SELECT DISTINCT tab FROM stations.content WHERE station = wanted LOOP
    SELECT string_agg(format('%I', attname), ', ') INTO written FROM pg_attribute
     WHERE attrelid = format('%I', one.tab)::regclass AND attnum > 0 AND NOT attisdropped
       AND attgenerated = '';
    EXECUTE format(
      'INSERT INTO %1$I (%2$s) SELECT %2$s FROM
         (SELECT body AS kept_row FROM stations.content WHERE station = $1 AND tab = %1$L) kept,
         jsonb_populate_record(NULL::%1$I, kept_row)',
      one.tab, written) USING wanted;
  END LOOP;
  FOR counted IN
    SELECT format('%I', sequencename)::regclass AS sequence FROM pg_sequences
     WHERE schemaname = 'public' AND coalesce(last_value, 0) < {beyond}
  LOOP
    PERFORM setval(counted.sequence, {beyond});
  END LOOP;
  RETURN (SELECT told FROM stations.station WHERE name = wanted);
END $load$;
"""
TABLES = """
SELECT relname FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'django_migrations'
 ORDER BY relname
"""
COUNTERS = """
SELECT format('%I', sequencename), coalesce(last_value, 1), last_value IS NOT NULL
  FROM pg_sequences WHERE schemaname = 'public'
"""
Rows = set[tuple[str, str]]
Told = dict[str, Any]


@dataclass(frozen=True)
class Station:
    """Where a walk stood: its name (``standards.drafting``), what it told, the rows it added."""

    name: str
    told: Told
    rows: Rows


def files() -> Path:
    """The folder of the papers that the walks added."""
    from django.conf import settings

    return Path(settings.STATE_DIR) / "test-files" / "stations"


def known() -> bool:
    """Whether this database is a copy of one in which the stations were walked."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('stations.station') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def load(name: str) -> Told:
    """Put a station's rows into the tables and return what its walk told of it (JSON).

    They are there as their steps left them: histories and logs are among them, so no trigger
    writes or asks for them anew.
    """
    import pgtrigger
    from django.db import connection, transaction

    with transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("SELECT stations.load(%s)::text", [name])
        told: Told = json.loads(cursor.fetchone()[0])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    _link_files()
    return told


def told_of(name: str) -> Any:
    """What a station's walk told of it, None where there is no such station; nothing is loaded."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT told::text FROM stations.station WHERE name = %s", [name])
        found = cursor.fetchone()
        return json.loads(found[0]) if found else None


def _link_files() -> None:
    """Let the store of the tests have the papers that the walks added."""
    from django.conf import settings

    for source, place in _walked_files():
        own = os.path.join(settings.FILES_ROOT, place)  # noqa: PTH118 - asked at every load
        if not os.path.exists(own):  # noqa: PTH110
            Path(own).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, own)


@functools.cache
def _walked_files() -> list[tuple[Path, str]]:
    """The papers that the walks added, and where each lies in a store; they change no more."""
    found = (path for path in files().rglob("*") if path.is_file())
    return [(path, str(path.relative_to(files()))) for path in found]


def walks(but: Collection[str] = ()) -> Iterator[tuple[str, Iterator[tuple[str, Told]]]]:
    """What the apps' test folders walk: (app, its walk), from ``tests/APP/stations.py``.

    A package of the kernel has it in ``tests/zsa_portal/PACKAGE/stations.py``. Those named in
    ``but`` do not walk.
    """
    for path in sorted([*HERE.glob("*/stations.py"), *HERE.glob("zsa_portal/*/stations.py")]):
        module = ".".join(path.relative_to(HERE).with_suffix("").parts)
        if path.parent.name not in but:
            yield path.parent.name, importlib.import_module(f"tests.{module}").walk()


def build(but: Collection[str] = ()) -> int:
    """Walk every procedure, ``but`` some, and write down its stations; returns how many there are."""
    from django.conf import settings
    from django.db import connection, transaction

    settings.FILES_ROOT = files()
    shutil.rmtree(files(), ignore_errors=True)
    with connection.cursor() as cursor:
        counters = _raise_counters(cursor)
        found = [one for app, walk in walks(but) for one in _walked_alone(cursor, app, walk)]
        for name, value, is_called in counters:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, value, is_called])
        with transaction.atomic():
            cursor.execute(SCHEMA.replace("{beyond}", str(BEYOND)))
            for station in found:
                _write(cursor, station)
    return len(found)


def _walked_alone(cursor: Any, app: str, walk: Iterator[tuple[str, Told]]) -> list[Station]:
    """An app's stations; nothing of its walk is left for another app's to stand on."""
    from django.db import transaction

    with transaction.atomic():
        found = list(_walked(cursor, app, walk))
        transaction.set_rollback(True)
    return found


def _walked(cursor: Any, app: str, walk: Iterator[tuple[str, Told]]) -> Iterator[Station]:
    before = _rows(cursor)
    for name, told in walk:
        now = _rows(cursor)
        yield Station(f"{app}.{name}", told, now - before)
        if name == PEOPLE:
            before = now


def _rows(cursor: Any) -> Rows:
    """Every row of every table, as (table, JSON)."""
    cursor.execute(TABLES)
    tables = [name for (name,) in cursor.fetchall()]
    each = (f"SELECT '{name}', to_jsonb(t)::text FROM \"{name}\" t" for name in tables)
    cursor.execute(" UNION ALL ".join(each))
    return set(cursor.fetchall())


def _raise_counters(cursor: Any) -> list[tuple[str, int, bool]]:
    """Let every sequence count from FIRST_KEY; returns where each stood, to be put back."""
    cursor.execute(COUNTERS)
    stood: list[tuple[str, int, bool]] = cursor.fetchall()
    for name, _value, _is_called in stood:
        cursor.execute("SELECT setval(%s, %s)", [name, FIRST_KEY])
    return stood


def _write(cursor: Any, station: Station) -> None:
    cursor.execute(
        "INSERT INTO stations.station VALUES (%s, %s)", [station.name, json.dumps(station.told)]
    )
    cursor.executemany(
        "INSERT INTO stations.content VALUES (%s, %s, %s)",
        [(station.name, table, body) for table, body in sorted(station.rows)],
    )


def main() -> int:
    """Migrate the database that DATABASE_URL names and build the stations there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.test")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(f"{build(sys.argv[1:])} stations")  # noqa: T201 - the program's one line
    return 0


if __name__ == "__main__":
    sys.exit(main())
