"""``manage.py clock``: shows the demonstration's clock, and moves it for all its processes."""

from __future__ import annotations

import datetime as dt
import math
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from zsa_portal.regulations import clock

SPAN = re.compile(r"([+-])(\d{1,5})([dh])")
UNITS = {"d": "days", "h": "hours"}


class Command(BaseCommand):
    help = (
        "Shows the demonstration's clock, or moves it: +3d, -2h, 2026-12-01T09:00, 0 for real time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "to", nargs="?", default="", help="+3d, +2h, 2026-12-01T09:00, 0 (back: -- -3d)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path | None = getattr(settings, "CLOCK_FILE", None)
        if file is None or not getattr(settings, "DEMO", False):
            raise CommandError(_("Only a demonstration's clock can be moved (CLOCK_FILE, DEMO)."))
        if options["to"]:
            file.parent.mkdir(parents=True, exist_ok=True)
            seconds = math.ceil(_offset(options["to"]).total_seconds())
            file.write_text(f"{seconds}\n")
        shown = clock.now().astimezone(clock.SHANGHAI)
        ahead = round((clock.now() - timezone.now()).total_seconds())
        self.stdout.write(
            _("The portal's clock: %(now)s (%(ahead)s beside real time)")
            % {"now": f"{shown:%Y-%m-%d %H:%M}", "ahead": _span(ahead)}
        )


def _offset(words: str) -> dt.timedelta:
    """How far the clock stands beside real time after what was asked."""
    if words == "0":
        return dt.timedelta()
    if found := SPAN.fullmatch(words):
        moved = dt.timedelta(**{UNITS[found[3]]: int(found[1] + found[2])})
        return clock.now() - timezone.now() + moved
    try:
        instant = dt.datetime.fromisoformat(words)
    except ValueError as error:
        raise CommandError(
            _("Say +3d, +2h, a time such as 2026-12-01T09:00, or 0 for real time.")
        ) from error
    return (instant if instant.tzinfo else instant.replace(tzinfo=clock.SHANGHAI)) - timezone.now()


def _span(seconds: int) -> str:
    sign = "-" if seconds < 0 else "+"
    days, rest = divmod(abs(seconds), 86400)
    return f"{sign}{days}d {rest // 3600:02d}:{rest % 3600 // 60:02d}"
