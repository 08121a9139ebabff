"""What a backup says of itself: figures and migrations, and the checksum of each of its files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from zsa_portal.documents.store import checksum_of

MANIFEST = "manifest.json"
CHECKSUMS = "manifest-sha256.txt"
TABLES = "tables"
FILES = "files"
CHUNK = 1024 * 1024


class BadBackup(Exception):
    """A backup is not whole, not for this release, or of nothing; a sentence says what."""


@dataclass
class Manifest:
    """``tables`` are the rows of each, ``columns`` what was copied of each, in this order.

    ``sequences`` are each one's last value and whether it was given out; ``migrations`` those that
    had been applied, as ``app.name``; ``bytes`` those of the stored files.
    """

    made_at: str
    tables: dict[str, int]
    columns: dict[str, list[str]]
    sequences: dict[str, tuple[int, bool]]
    migrations: list[str]
    files: int
    bytes: int

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(self.tables.values())

    def write(self, folder: Path, checksums: dict[str, str]) -> None:
        """Write it and the checksums; the checksums last: without them there is no backup."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text, encoding="utf-8")
        known = checksums | {MANIFEST: checksum_of(folder / MANIFEST)}
        lines = "".join(f"{one}  {name}\n" for name, one in sorted(known.items()))
        (folder / CHECKSUMS).write_text(lines, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a backup. BadBackup where there is none."""
        try:
            given = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            return cls(**given)
        except (OSError, ValueError, TypeError) as error:
            raise BadBackup(f"{folder}: no backup lies there ({error})") from error


def checksums_in(folder: Path) -> dict[str, str]:
    """The checksum of each file of a backup, by its path. BadBackup where they are missing."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadBackup(f"{folder}: the backup was not finished, {CHECKSUMS} is missing") from error
    return {name: one for one, _spaces, name in (line.partition("  ") for line in lines)}


def wrong_in(folder: Path) -> Iterator[str]:
    """What of a backup is missing or has another checksum, in sentences; reads every byte once."""
    for name, known in checksums_in(folder).items():
        try:
            if checksum_of(folder / name) != known:
                yield f"{name}: another checksum than in the manifest"
        except OSError:
            yield f"{name}: missing"
