"""Published standards for the public pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.standards.conftest import (  # noqa: F401 - a project is what brings editions here
    cast,
    in_english,
    outsiders,
    project_at,
    quick_forms,
    walker,
)
from zsa_portal.catalogue.models import Edition, Standard


@pytest.fixture
def make_edition(db: None) -> Any:
    """Make an edition as an import would: ``make_edition(12, 2024, title="…")``."""

    def make(running: int, year: int = 2024, **fields: Any) -> Edition:
        about = {"field": fields.pop("field")} if "field" in fields else {}
        standard, _made = Standard.objects.get_or_create(running=running, defaults=about)
        values = {
            "number": f"T/ZSA {running}-{year}",
            "title": f"规范{running}",
            "status": Edition.Status.CURRENT,
            "published_on": dt.date(year, 1, 10),
            "implemented_on": dt.date(year, 3, 1),
        }
        return Edition.objects.create(standard=standard, year=year, **(values | fields))

    return make
