"""What is done with papers besides: two versions compared, all papers taken along as one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import openpyxl
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.browser import Person, zh
from tests.journeys.line.people import Line

LIST = "List of the papers"


def compared(line: Line, kind: str) -> None:
    """A second version comes in; beside the first it is told what went and what came."""
    who, document = line.applicant, line.project.documents.get(kind=kind)
    who.go(document.get_absolute_url())
    who.press(zh("New version"))
    who.attach("file", *line.subject.revised(line.fresh()))
    who.fill({"no_state_secrets": True})
    who.confirm()
    who.go(document.get_absolute_url())
    who.press(zh("Compare two versions"))
    expect(who.page.locator("main .compared ins").first).to_be_visible()
    who.picture("versions-compared")


def zipped(who: Person, line: Line) -> None:
    """Asked for, made by a worker, saved: it opens, and its list names every file in it."""
    line.open(who, "papers")
    who.press(zh("All papers as one ZIP"))
    who.picture("zip")
    with unchanged(who, reverse("documents:zip_progress", args=[line.project.pk])):
        who.confirm()
        who.picture("zip-asked")
    expect(who.target(zh("Save the ZIP"))).to_be_visible()
    who.picture("zip-ready")
    data = who.fetch(who.target(zh("Save the ZIP")).get_attribute("href") or "")
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        assert bundle.testzip() is None
        lists = {f"{zh(LIST)}.xlsx", f"{zh(LIST)}.html"}
        inside = set(bundle.namelist())
        assert lists < inside
        assert named(bundle.read(f"{zh(LIST)}.xlsx")) == inside - lists


@contextmanager
def unchanged(who: Person, address: str) -> Iterator[None]:
    """Meanwhile a page that asks this address how far the work is hears of nothing new."""
    pattern = f"**{address}"
    who.page.route(pattern, lambda route: route.fulfill(status=204))
    yield
    who.page.unroute(pattern)


def named(book: bytes) -> set[str]:
    """The files that a list of papers names in its first column."""
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    return {str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True)}
