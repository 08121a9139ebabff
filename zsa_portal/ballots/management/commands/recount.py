"""``manage.py recount``: every closed ballot counted again from its raw votes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zsa_portal.ballots.recount import closed_ballots, differences


class Command(BaseCommand):
    help = "Counts every closed ballot again from its raw votes and compares with the kept result."

    def handle(self, *args: Any, **options: Any) -> None:
        ballots = closed_ballots()
        wrong = {ballot["id"]: differences(ballot) for ballot in ballots}
        wrong = {pk: sentences for pk, sentences in wrong.items() if sentences}
        for pk, sentences in wrong.items():
            for sentence in sentences:
                self.stderr.write(f"ballot {pk}: {sentence}")
        if wrong:
            raise CommandError(f"{len(wrong)} of {len(ballots)} closed ballots do not agree")
        self.stdout.write(f"{len(ballots)} closed ballots recounted: all agree")
