"""Measures on a copy of the database, which is dropped afterwards; says what is over its limit."""

from __future__ import annotations

import os
import platform
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - the settings come first
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, ProgrammingError, connection  # noqa: E402

from benchmarks import (  # noqa: E402
    comments,
    disposition,
    filing,
    forms,
    growth,
    pages,
    panels,
    races,
    sealing,
    upkeep,
)
from benchmarks.aside import a_copy  # noqa: E402
from zsa_portal.outages.processes import keep_loaded  # noqa: E402


def main() -> int:
    """Print all figures; 1 with a sentence where nothing can be measured."""
    keep_loaded()
    try:
        with a_copy():
            _prepare()
            print(_machine())
            over = [
                *pages.show(),
                *growth.show(),
                *forms.show(),
                *comments.show(),
                *disposition.show(),
                *races.show(),
                *sealing.show(),
                *panels.show(),
                *upkeep.show(),
                *filing.show(),
            ]
    except (OperationalError, ProgrammingError) as error:
        print(f"Stopped: {str(error).strip()}", file=sys.stderr)
        return 1
    print("\nOver the limit:" if over else "\nEverything is within its limit.")
    print("".join(f"  {line}\n" for line in over), end="")
    return 0


def _machine() -> str:
    """What is measured on, and whether others are at work there: their share makes times longer."""
    count, load = os.cpu_count() or 1, _busy()
    busy = "; others are at work: times are longer than on a quiet machine" if load > 0.2 else ""
    return f"{count} processors, Python {platform.python_version()}, {load:.0%} of them busy{busy}"


def _busy(seconds: float = 2) -> float:
    """The share of the processors' time that others use while we wait."""
    before = _processor_times()
    time.sleep(seconds)
    idle, total = map(int.__sub__, _processor_times(), before)
    return 1 - idle / max(total, 1)


def _processor_times() -> tuple[int, int]:
    """Idle and total ticks since the start of the machine."""
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    ticks = [int(figure) for figure in first.split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def _prepare() -> None:
    """Bring the copy up to date and fill it, as `make run` does with the database itself."""
    print("· Bringing the copy of the database up to date", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    if not get_user_model().objects.exists():
        print("· Loading the demonstration association", flush=True)
        call_command("load_demo", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


sys.exit(main())
