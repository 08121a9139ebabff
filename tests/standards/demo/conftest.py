"""The demonstration, loaded once for a module on a fixed day and rolled back after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from standards.models import Project
from tests.lasting import lasting
from tests.made_forms import forms_made_at_once, reading_copies_made_at_once
from zsa_portal.home.demo.loader import demonstration_load
from zsa_portal.regulations import clock

NOW = dt.datetime(2026, 11, 20, 18, 0, tzinfo=clock.SHANGHAI)


@dataclass
class Loaded:
    """The projects by key and the lines the loader said."""

    projects: dict[str, Project]
    lines: list[str]


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup: None, django_db_blocker: pytest.DjangoDbBlocker
) -> Iterator[Loaded]:
    """The loaded demonstration, its deferred checks passed, the clock on its day."""
    with clock.moved_to(NOW), lasting(django_db_blocker, loaded) as found:
        yield found


def loaded() -> Loaded:
    """The demonstration as it is loaded now."""
    lines: list[str] = []
    with forms_made_at_once(), reading_copies_made_at_once():
        projects = demonstration_load(lines.append)
    own = {key: one for key, one in projects.items() if isinstance(one, Project)}
    return Loaded(own, lines)
