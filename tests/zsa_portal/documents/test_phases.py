"""The papers tab: groups in the order of the phases, each title once, no key."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from zsa_portal.documents import phases, queries
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

pytestmark = pytest.mark.django_db


def grouped(matter, user):
    rows = queries.documents_of(matter, user)
    found = phases.by_phase(matter, rows)
    return [(str(title), [row.title for row in some]) for title, some in found]


def test_papers_stand_under_the_stage_in_which_their_kind_is_added(add, example_matter):
    add(example_matter, "test.attachment", title="Test report")
    add(example_matter, "test.outline")
    found = grouped(example_matter, example_matter.people["applicant"])
    assert found == [("Draft", ["Outline", "Test report"])]


def test_a_paper_of_any_time_stands_in_the_stage_in_which_it_came(add, example_matter):
    add(example_matter, "test.draft_text")
    add(example_matter, "test.outline")
    staff = example_matter.people["staff"]
    expected = [("Draft", ["Outline"]), ("Received", ["Text"])]
    assert grouped(example_matter, staff) == expected
    closes = clock.now() + dt.timedelta(days=15)
    noticed = perform(example_matter.put_on_notice, by=staff, closes_at=closes)
    assert grouped(noticed, staff) == expected


def test_no_key_is_ever_shown_and_no_title_twice(add, example_matter):
    version = add(example_matter, "test.attachment", title="Test report")
    add(example_matter, "test.outline")
    Document.objects.filter(pk=version.document_id).update(kind="test.undeclared")
    assert str(queries.kind_title("test.undeclared")) == "Other paper"
    client = Client(headers={"accept-language": "en"})
    client.force_login(example_matter.people["applicant"])
    page = client.get(f"/matters/{example_matter.pk}/papers/").content.decode()
    table = page[page.index('id="papers"') :]
    table = table[: table.index("</section>")]
    assert "test.undeclared" not in table
    assert "Other paper" in table
    assert table.count(">Outline<") == 1
