"""What surrounds the browsers: the one clock, the mails that were sent, waiting for the worker."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from zsa_portal.regulations import clock


@dataclass
class Clock:
    """Moves the one clock of test, server and worker together, through the clock file."""

    file: Path

    def at(self, instant: dt.datetime) -> None:
        """Let it be this instant; time goes on from there."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str((instant - timezone.now()).total_seconds()))
        fresh.replace(self.file)

    def on(self, days: int, *, hour: int = 9, minute: int = 30) -> None:
        """Go on by so many days, to this time of day."""
        day = clock.today() + dt.timedelta(days=days)
        self.at(clock.start_of(day) + dt.timedelta(hours=hour, minutes=minute))


@dataclass
class Mails:
    """The mails that the worker has sent since this was made, as files: one journey's own."""

    folder: Path

    def __post_init__(self) -> None:
        self._older = set(self.folder.glob("*.log"))

    def to(self, address: str) -> list[Any]:
        """Mails to an address, oldest first."""
        new = set(self.folder.glob("*.log")) - self._older
        files = sorted(new, key=lambda file: file.stat().st_mtime_ns)
        found = [
            email.message_from_bytes(part.encode(), policy=email.policy.default)
            for file in files
            for part in file.read_text().split("\n" + "-" * 79 + "\n")
            if part.strip()
        ]
        return [mail for mail in found if address in str(mail["To"])]


def _late() -> str:
    return "it did not come in time"


def wait_until(
    what: Callable[[], Any], *, seconds: float = 60, instead: Callable[[], str] = _late
) -> Any:
    """What the call returns as soon as it is true; fails after so many seconds, and says what is there."""
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, instead()
        time.sleep(0.1)
    return found
