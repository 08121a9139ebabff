"""Restoring a backup into an empty database and an empty store, and proving that it is whole."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from zsa_portal.documents import store
from zsa_portal.documents.backups.manifest import FILES, TABLES, BadBackup, Manifest, wrong_in
from zsa_portal.documents.backups.writing import ORDINARY, names, quoted
from zsa_portal.documents.models import File, Removal
from zsa_portal.workflow.sealing import findings, wrong_roots
from zsa_portal.workflow.seals import DayRoot, Seal


@dataclass(frozen=True)
class Proof:
    """What was counted after a restore; ``wrong`` are sentences, none where all is whole."""

    tables: int
    rows: int
    files: int
    bytes: int
    seals: int
    wrong: list[str]


def restore(folder: Path) -> Proof:
    """Restore a backup; everything is looked at before anything is written.

    The database must have no table, FILES_ROOT no file, and this release the migrations of the
    backup. Raises BadBackup, and writes nothing then.
    """
    manifest = Manifest.read(folder)
    refusal = next(_refusals(folder, manifest), None)
    if refusal:
        raise BadBackup(refusal)
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        _rows(folder, manifest)
    shutil.copytree(folder / FILES, settings.FILES_ROOT, dirs_exist_ok=True)
    return prove(manifest)


def prove(manifest: Manifest) -> Proof:
    """Count and read everything anew: rows of each table, checksum of each file, seal of each row."""
    wrong = [*_other_counts(manifest), *_other_files(), *findings()]
    wrong += wrong_roots(dict(DayRoot.objects.values_list("day", "root")))
    return Proof(
        tables=len(manifest.tables),
        rows=manifest.rows,
        files=manifest.files,
        bytes=manifest.bytes,
        seals=Seal.objects.count(),
        wrong=wrong,
    )


def _refusals(folder: Path, manifest: Manifest) -> Iterator[str]:
    with connection.cursor() as cursor:
        if names(cursor, ORDINARY):
            yield "The database is not empty: name one in which nothing was made yet."
    root = Path(settings.FILES_ROOT)
    if root.exists() and any(path.is_file() for path in root.rglob("*")):
        yield f"{root} is not empty: name a folder without files."
    yield from _of_another_release(set(manifest.migrations))
    yield from wrong_in(folder)


def _of_another_release(told: set[str]) -> Iterator[str]:
    """A sentence where a backup's migrations are not ours; a squashed one stands for all it replaces."""
    ours = {
        f"{app}.{name}": {f"{label}.{old}" for label, old in migration.replaces}
        for (app, name), migration in MigrationLoader(connection).disk_migrations.items()
    }
    if lacking := sorted(told - set(ours).union(*ours.values())):
        yield f"The backup is of another release: this one does not know {lacking[0]}."
    told = told | {name for name, replaced in ours.items() if replaced and replaced <= told}
    if newer := sorted(set(ours) - told):
        yield (
            f"The backup is of an older release, without {newer[0]}: restore it with that release, "
            "then update."
        )


def _rows(folder: Path, manifest: Manifest) -> None:
    """Put the rows into the migrated tables, past the triggers that keep logs from being written.

    Foreign keys are checked at the end, all at once.
    """
    with connection.cursor() as cursor:
        there = names(cursor, ORDINARY)
        if sorted(there) != sorted(manifest.tables):
            raise BadBackup("The tables of the backup are not those of this release.")
        for table in there:
            cursor.execute(f"ALTER TABLE {quoted(table)} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {quoted(*there)}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in there:
            _copy(cursor, folder, table, manifest.columns[table])
        for sequence, (last, called) in manifest.sequences.items():
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [quoted(sequence), last, called])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in there:
            cursor.execute(f"ALTER TABLE {quoted(table)} ENABLE TRIGGER USER")


def _copy(cursor: Any, folder: Path, table: str, columns: list[str]) -> None:
    with gzip.open(folder / TABLES / f"{table}.copy.gz", "rb") as stream:
        cursor.copy_expert(f"COPY {quoted(table)} ({quoted(*columns)}) FROM STDIN", stream)


def _other_counts(manifest: Manifest) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table, rows in manifest.tables.items():
            cursor.execute(f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608 - a quoted name
            found = cursor.fetchone()[0]
            if found != rows:
                yield f"{table}: {found} rows instead of {rows}"


def _other_files() -> Iterator[str]:
    removed = set(
        Removal.objects.filter(done_at__isnull=False, shared=False).values_list("file", flat=True)
    )
    for file in File.objects.order_by("pk").iterator():
        is_gone = file.pk in removed and not store.path_of(file).exists()
        if not is_gone and not store.intact(file):
            yield f"{file.sha256}: missing from the store, or other bytes"
