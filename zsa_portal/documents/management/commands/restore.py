"""``manage.py restore DIR``: a backup into an empty database and an empty store, proved afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zsa_portal.documents.backups.manifest import BadBackup
from zsa_portal.documents.backups.restoring import restore


class Command(BaseCommand):
    help = (
        "Restores a backup into a database without tables and a store without files, refuses "
        "otherwise; then reads every checksum and seal anew and prints what it counted."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="the folder of the backup")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            proof = restore(Path(options["folder"]))
        except (BadBackup, OSError) as error:
            raise CommandError(str(error)) from error
        for sentence in proof.wrong:
            self.stderr.write(sentence)
        if proof.wrong:
            raise CommandError(f"{len(proof.wrong)} things are wrong after the restore")
        self.stdout.write(
            f"{proof.tables} tables, {proof.rows} rows, {proof.files} files, {proof.bytes} bytes, "
            f"{proof.seals} sealed rows: every checksum is equal, the logs verify"
        )
