"""``manage.py load_demo``: the demonstration association in an empty database."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from zsa_portal.home.demo.accounts import table
from zsa_portal.home.demo.loader import CannotLoad, demonstration_load, papers_render
from zsa_portal.parsing import in_process


class Command(BaseCommand):
    help = "Fills an empty database with the demonstration association and what its apps bring."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--papers",
            action="store_true",
            help="make the PDFs too, instead of leaving them to the worker",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        say = self.stdout.write if options["verbosity"] else lambda _line: None
        try:
            with in_process():
                matters = demonstration_load(say)
        except CannotLoad as error:
            raise CommandError(str(error)) from error
        if options["papers"]:
            papers_render(say)
        words = {"count": len(matters), "seconds": round(time.monotonic() - started)}
        say(_("%(count)d matters loaded in %(seconds)d seconds") % words)
        say(table())
