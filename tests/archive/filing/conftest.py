"""Lists with rows, made directly: how rows come onto a list is another process."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from archive.checking.actions import checks_finish
from archive.filing.actions import filing_open
from tests.archive.rows import add_row
from tests.standards.association import person
from zsa_portal.people.models import Department, DepartmentMembership
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

MARCH = dt.date(2026, 3, 1)


def at(*when: int) -> dt.datetime:
    """An instant in Asia/Shanghai."""
    return dt.datetime(*when, tzinfo=clock.SHANGHAI)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def in_april():
    """The days in which the material of March is filed."""
    with clock.moved_to(at(2026, 4, 10, 9)):
        yield


@pytest.fixture
def filing(cast):
    return filing_open(department=cast.department, month=MARCH, by=None)


@pytest.fixture
def row(filing, cast):
    """Adds a row: ``row("通知.docx", level="public")``."""

    def add(name: str = "纪要.docx", **more: Any) -> Any:
        return add_row(filing, name, by=cast.archivist, **more)

    return add


@pytest.fixture
def submitted(cast):
    """The filing, signed and submitted by its archivist, with its checks made."""

    def submit(filing: Any) -> Any:
        made = perform(filing.submit_list, by=cast.archivist)
        checks_finish(made)
        return made

    return submit


@pytest.fixture
def in_custody(cast, submitted):
    """The filing before the custodian, with its checks made."""

    def approve(filing: Any) -> Any:
        approved = perform(submitted(filing).approve_list, by=cast.head)
        checks_finish(approved)
        return approved

    return approve


@pytest.fixture
def public_clerk(cast):
    """Somebody of 综合管理部, which keeps public files."""
    home, _new = Department.objects.get_or_create(
        code="general_management", defaults={"name": "综合管理部"}
    )
    user = person("public-clerk")
    DepartmentMembership.objects.create(user=user, department=home, starts=dt.date(2020, 1, 1))
    return user
