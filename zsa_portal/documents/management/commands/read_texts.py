"""``manage.py read_texts``: the texts that wait are read by the parsing workers, with progress."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zsa_portal.documents.finding import filling
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.parsing import WorkerAway

S = DocumentText.State


class Command(BaseCommand):
    help = (
        "Reads the texts of documents that wait to be found by them, as the worker does by itself in "
        "time; may be stopped and run again. --again tries once more what could not be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="also what failed before")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            DocumentText.objects.filter(state=S.FAILED).update(
                state=S.PENDING, attempts=0, error=""
            )
        total, done = DocumentText.objects.filter(state=S.PENDING).count(), 0
        while keys := filling.waiting():
            try:
                done += sum(map(filling.fill, keys))
            except WorkerAway as away:
                raise CommandError(
                    "No parsing worker answers: start the portal, then again"
                ) from away
            self.stdout.write(f"{done} / {max(total, done)}")
        failed = DocumentText.objects.filter(state=S.FAILED).order_by("document")
        for pk, error in failed.values_list("document", "error"):
            self.stdout.write(f"document {pk}: {error}")
