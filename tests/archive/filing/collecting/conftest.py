"""A department that collects the material of March 2026, in April."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from archive.filing.actions import filing_open
from archive.filing.collecting.actions.folders import folder_create
from archive.filing.collecting.actions.intake import file_add
from archive.filing.collecting.naming import NUMBERING
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting

MARCH = dt.date(2026, 3, 1)
NOW = dt.datetime(2026, 4, 1, 9, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def april() -> Iterator[None]:
    """The first day on which March is collected."""
    with clock.moved_to(NOW):
        yield


@pytest.fixture
def filing(cast):
    """The department's filing of March."""
    return filing_open(department=cast.department, month=MARCH, by=None)


@pytest.fixture
def folder(filing, cast):
    """The department's first folder."""
    return folder_create(filing=filing, name="标准宣贯", by=cast.archivist)


@pytest.fixture
def send(filing, cast, folder):
    """Send a file to the filing, into the first folder unless its path or another names one."""

    def send(name="说明.txt", data=b"text", **more):
        given = {"folder": folder} | more
        return file_add(
            filing=filing, upload=SimpleUploadedFile(name, data), by=cast.archivist, **given
        )

    return send


@pytest.fixture
def any_name(db):
    """No numbering binds the departments' files."""
    Setting.objects.create(key=NUMBERING.key, value={}, valid_from=NOW, reason="test")
