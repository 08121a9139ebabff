"""``manage.py backup DIR``: database and stored files of one instant, with every checksum."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zsa_portal.documents.backups import writing
from zsa_portal.documents.backups.manifest import BadBackup


class Command(BaseCommand):
    help = (
        "Writes the database (one snapshot), the stored files and a manifest of checksums into an "
        "empty folder; the portal may go on meanwhile. The folder is as secret as the archive."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="an empty folder, or one to be made")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = writing.write(Path(options["folder"]))
        except (BadBackup, OSError) as error:
            raise CommandError(str(error)) from error
        found = made.manifest
        self.stdout.write(
            f"{len(found.tables)} tables, {found.rows} rows, {found.files} files, "
            f"{found.bytes} bytes: the backup lies in {options['folder']}"
        )
        for sentence in made.damaged:
            self.stderr.write(sentence)
        if made.damaged:
            raise CommandError(f"{len(made.damaged)} stored files were not whole and are left out")
