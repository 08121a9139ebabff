"""Reading what was uploaded as a parsing worker does, in the process of the tests."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from zsa_portal.people.imports import actions
from zsa_portal.people.imports.importer import IMPORTERS
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.imports.reading import waiting
from zsa_portal.people.models import User
from zsa_portal.people.tasks import read_table


def book(*rows: list[Any], shape: Callable[[Any], None] = lambda _sheet: None) -> BytesIO:
    """A spreadsheet of these rows; ``shape`` may merge and format its sheet."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    shape(made.active)
    found = BytesIO()
    made.save(found)
    found.seek(0)
    return found


def upload(*rows: list[Any], name: str = "rows.xlsx", **options: Any) -> SimpleUploadedFile:
    """The same as somebody sends it."""
    return SimpleUploadedFile(name, book(*rows, **options).read())


def read_tables() -> None:
    """Read every table that waits."""
    for pk in waiting():
        read_table(pk)


def check(key: str, *rows: list[Any], by: User, file: Any = None, **options: Any) -> ImportRun:
    """An import sent and read."""
    file = file or upload(*rows, **options)
    run = actions.table_receive(table=IMPORTERS[key], upload=file, name="rows.xlsx", by=by)
    read_table(run.pk)
    run.refresh_from_db()
    return run


def places(run: ImportRun) -> list[tuple[int, str]]:
    """Where a table has errors: row and heading."""
    return [(error["row"], error["column"]) for error in run.errors]


def sentences(run: ImportRun) -> str:
    """What is said about a table."""
    return " ".join(error["text"] for error in run.errors)


def count(run: ImportRun, outcome: str) -> int:
    """How many rows of a checked table would have an outcome."""
    return sum(1 for _number, _texts, found in run.rows if found == outcome)
