"""Writing a backup: every table of one snapshot, then the files that this snapshot names."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from zsa_portal.documents import store
from zsa_portal.documents.backups.manifest import (
    CHUNK,
    FILES,
    TABLES,
    BadBackup,
    Manifest,
    checksum_of,
)
from zsa_portal.regulations import clock

ORDINARY = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
"""
COLUMNS = """
SELECT column_name FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
 ORDER BY ordinal_position
"""
SEQUENCES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND c.relkind = 'S' ORDER BY c.relname
"""
REMOVED = """
SELECT f.sha256 FROM zsa_documents_file f JOIN zsa_documents_removal r ON r.file_id = f.id
 WHERE r.done_at IS NOT NULL AND NOT r.shared
"""
"""Files whose bytes were removed for good: that they are not there is no damage."""
WITHOUT_ROWS = frozenset({"django_session"})
"""Tables whose rows stay behind: after a restore everybody signs in anew."""


@dataclass(frozen=True)
class Written:
    """A backup as it was written; ``damaged`` are the stored files that were no longer whole."""

    manifest: Manifest
    damaged: list[str]


def write(folder: Path) -> Written:
    """Write a backup into a folder, which must not be there or be empty.

    The portal may go on meanwhile: the tables are those of one instant, and files are write-once.
    Raises FileExistsError, BadBackup for a database without tables.
    """
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: name a folder of its own for each backup")
    checksums: dict[str, str] = {}
    with snapshot() as cursor:
        if not names(cursor, ORDINARY):
            raise BadBackup(
                "The database has no tables: the portal was never started on it, so there is "
                "nothing to back up."
            )
        manifest = _tables(cursor, folder, checksums)
        cursor.execute("SELECT sha256, size FROM zsa_documents_file ORDER BY sha256")
        rows = cursor.fetchall()
        cursor.execute(REMOVED)
        removed = {sha256 for (sha256,) in cursor.fetchall()}
        damaged = list(_files(rows, removed, folder, manifest, checksums))
    manifest.write(folder, checksums)
    return Written(manifest, damaged)


@contextmanager
def snapshot() -> Iterator[Any]:
    """A cursor of a connection of one's own that sees one instant of the database and writes nothing."""
    own = connection.copy()
    try:
        own.connect()
        own.connection.set_session(
            isolation_level="REPEATABLE READ", readonly=True, autocommit=False
        )
        with own.connection.cursor() as cursor:
            yield cursor
    finally:
        own.close()


def names(cursor: Any, query: str, *values: str) -> list[str]:
    """The first column of what a query finds."""
    cursor.execute(query, values)
    return [name for (name,) in cursor.fetchall()]


def quoted(*words: str) -> str:
    """Names of tables or columns as SQL takes them."""
    return ", ".join(connection.ops.quote_name(word) for word in words)


def _tables(cursor: Any, folder: Path, checksums: dict[str, str]) -> Manifest:
    (folder / TABLES).mkdir()
    manifest = Manifest(clock.now().isoformat(), {}, {}, {}, [], 0, 0)
    for table in names(cursor, ORDINARY):
        columns = names(cursor, COLUMNS, table)
        place = f"{TABLES}/{table}.copy.gz"
        some = "WHERE false" if table in WITHOUT_ROWS else ""
        rows = f"SELECT {quoted(*columns)} FROM {quoted(table)} {some}"  # noqa: S608 - quoted names
        with gzip.open(folder / place, "wb", compresslevel=6) as stream:
            cursor.copy_expert(f"COPY ({rows}) TO STDOUT", stream)
        manifest.tables[table], manifest.columns[table] = cursor.rowcount, columns
        checksums[place] = checksum_of(folder / place)
    for sequence in names(cursor, SEQUENCES):
        cursor.execute(f"SELECT last_value, is_called FROM {quoted(sequence)}")  # noqa: S608 - a quoted name
        manifest.sequences[sequence] = cursor.fetchone()
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    manifest.migrations = [name for (name,) in cursor.fetchall()]
    return manifest


def _files(
    rows: list[tuple[str, int]],
    removed: Collection[str],
    folder: Path,
    manifest: Manifest,
    checksums: dict[str, str],
) -> Iterator[str]:
    """Copy the stored files, each read once; says which are missing or changed, and leaves those out."""
    (folder / FILES).mkdir()
    for sha256, size in rows:
        place = store.relative_path(sha256)
        target = folder / FILES / place
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            found = _copied(Path(settings.FILES_ROOT) / place, target)
        except FileNotFoundError:
            if sha256 not in removed:
                yield f"{sha256}: the store has lost this file"
            continue
        if found != (sha256, size):
            target.unlink()
            yield f"{sha256}: the stored bytes are others"
            continue
        checksums[f"{FILES}/{place}"] = sha256
        manifest.files, manifest.bytes = manifest.files + 1, manifest.bytes + size


def _copied(source: Path, target: Path) -> tuple[str, int]:
    """Copy a file; checksum and size of what was read."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as read, target.open("xb") as written:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            written.write(chunk)
    shutil.copymode(source, target)
    return digest.hexdigest(), size
