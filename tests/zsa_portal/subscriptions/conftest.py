"""Standards and notices that may become news."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.zsa_portal.notices.conftest import (  # noqa: F401 - fixtures
    at_opening,
    english,
    files_root,
    kinds,
    make_noticed,
    no_counts,
)
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.outbox import tasks
from zsa_portal.regulations import clock


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """No broker is asked; the tests run the task themselves."""
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)


@pytest.fixture
def publish(db):
    """Publish a standard in a field."""

    def make(running: int, field: str = "next_it", status: str = "current") -> Edition:
        standard = Standard.objects.create(running=running, field=field)
        return Edition.objects.create(
            standard=standard,
            number=f"T/ZSA {running}-2026",
            title=f"Standard {running}",
            year=2026,
            status=status,
            published_on=dt.date(2026, 1, 5),
            implemented_on=dt.date(2026, 3, 1),
        )

    return make


@pytest.fixture
def at():
    """Hold the clock at a day and hour, Beijing time."""

    def moved(day: int, hour: int = 9):
        return clock.moved_to(dt.datetime(2026, 3, day, hour, tzinfo=clock.SHANGHAI))

    return moved
