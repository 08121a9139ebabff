"""The log of a filing says what was done to which row, and no name that few may know (第十三条)."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse

from archive.filing.collecting.actions.folders import folder_create, folder_delete, folder_rename
from archive.filing.collecting.actions.rows import (
    Original,
    item_edit,
    items_explain,
    items_keep,
    paper_register,
)
from archive.kinds import Retention, Sort
from tests.standards.association import person
from zsa_portal.people.administration.actions import office_install
from zsa_portal.people.administration.offices import Office
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import LogEntry

pytestmark = pytest.mark.django_db
WORD = "并购金丝雀"
NAMED = {
    "folder_create": {"name": WORD},
    "folder_rename": {"folder": "archive.folder:1", "name": WORD},
    "folder_delete": {"folder": "archive.folder:1", "name": WORD},
    "file_add": {"name": WORD},
    "paper_register": {"name": WORD},
    "item_edit": {"item": "archive.item:1", "name": WORD, "remark": WORD, "name_reason": WORD,
        "level_reason": WORD, "pdf_reason": WORD, "box": WORD, "shelf": WORD, "sort": "text"},
    "opinion_give": {"record": 1, "verdict": "keep", "why": WORD},
    "items_keep": {"items": [1], "reason": WORD},
    "items_explain": {"items": [1], "reason": WORD},
}  # fmt: skip
"""What the log held before rows were logged by their keys; nobody can change it."""


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def auditor(db):
    return office_install(user=person("auditor"), office=Office.AUDIT)


def test_what_is_logged_are_rows_and_codes(filing, cast, folder, send):
    other = folder_create(filing=filing, name=WORD, by=cast.archivist)
    folder_rename(filing=filing, folder=other, name=f"{WORD}二", by=cast.archivist)
    folder_delete(filing=filing, folder=other, by=cast.archivist)
    row = send(f"{WORD}.txt").item
    original = Original(
        name=WORD, sort=Sort.CONTRACT, box="3", shelf="A-1", retention=Retention.YEARS_30
    )
    paper = paper_register(filing=filing, folder=folder, original=original, by=cast.archivist)
    values = {"remark": WORD, "level": "confidential"}
    item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    items_keep(filing=filing, keys=[row.pk], reason=WORD, by=cast.archivist)
    items_explain(filing=filing, keys=[row.pk], reason=WORD, by=cast.archivist)
    rows = LogEntry.objects.filter(matter=filing.pk).order_by("pk")
    noted = {one.step: one.values for one in rows if one.step != "begin"}
    assert WORD not in str([(one.values, one.reason) for one in rows])
    assert noted["folder_delete"] == {"folder": f"archive.folder:{other.pk}"}
    assert noted["file_add"] == {"item": f"archive.item:{row.pk}"}
    assert noted["paper_register"] == {"item": f"archive.item:{paper.pk}"}
    told = {
        "item": f"archive.item:{row.pk}",
        "fields": ["level", "remark"],
        "level": "confidential",
    }
    assert noted["item_edit"] == told


@pytest.mark.parametrize("step", NAMED)
def test_the_audit_office_reads_of_old_entries_no_word_that_few_may_know(filing, auditor, step):
    old = record(filing, by=None, step=step, values=NAMED[step])
    client = signed_in(auditor)
    page = client.get(reverse("admin:zsa_workflow_logentry_change", args=[old.pk]))
    text = html.unescape(page.content.decode())
    assert (page.status_code, step in text, WORD in text) == (200, True, False)
    assert ('": "…"' in text) == ("reason" not in NAMED[step])


def test_the_audit_office_finds_entries_by_no_word_that_it_does_not_read(filing, auditor):
    record(filing, by=None, step="items_keep", reason=WORD)
    seen = record(filing, by=None, step="withdraw_list", reason=WORD)
    page = signed_in(auditor).get(reverse("admin:zsa_workflow_logentry_changelist"), {"q": WORD})
    assert [one.pk for one in page.context["cl"].result_list] == [seen.pk]


def test_the_log_of_a_filing_says_no_reason_of_a_row(filing, cast, member_user):
    record(filing, by=cast.archivist, step="items_keep", reason=WORD)
    address = f"{filing.get_absolute_url()}log/"
    page = signed_in(cast.other_clerk).get(address)
    text = page.content.decode()
    assert (page.status_code, "Said why names stay" in text, WORD in text) == (200, True, False)
    assert signed_in(member_user).get(address).status_code == 404


@pytest.fixture
def member_user(db):
    """Somebody of a member organisation."""
    return person("outside-member")
