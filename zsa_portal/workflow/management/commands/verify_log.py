"""``manage.py verify_log``: the sealed logs read from their first row, every seal computed anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zsa_portal.workflow.sealing import findings, root_of, wrong_roots
from zsa_portal.workflow.seals import DayRoot, Seal


class Command(BaseCommand):
    help = (
        "Computes every seal of the logs anew and names what was altered, removed or moved; "
        "--root compares with a root that was kept outside the database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--root",
            action="append",
            default=[],
            metavar="DAY=ROOT",
            help="a root as mailed or printed, e.g. 2026-04-20=4f1c…; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        outside = dict(_given(one) for one in options["root"])
        kept = dict(DayRoot.objects.values_list("day", "root"))
        wrong = [*findings(), *wrong_roots(kept), *wrong_roots(outside)]
        for sentence in wrong:
            self.stderr.write(sentence)
        if wrong:
            raise CommandError(f"{len(wrong)} things are wrong with the sealed logs")
        day = max(kept, default=None)
        self.stdout.write(f"{Seal.objects.count()} sealed rows: the chains are whole")
        if day is not None:
            self.stdout.write(f"root of {day}: {root_of(day)}")


def _given(text: str) -> tuple[dt.date, str]:
    day, _equals, root = text.partition("=")
    try:
        return dt.date.fromisoformat(day), root.strip()
    except ValueError as error:
        raise CommandError(f"{text}: say DAY=ROOT, e.g. 2026-04-20=4f1c…") from error
