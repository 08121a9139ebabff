"""The log of a matter names papers and fields to whom may know them, and marks what is new."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from tests.zsa_portal.documents.making import docx_bytes, upload
from zsa_portal.documents.actions import document_add
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Change
from zsa_portal.workflow.actions import matter_correct
from zsa_portal.workflow.changes import changes_of
from zsa_portal.workflow.log import record
from zsa_portal.workflow.queries import log_lines
from zsa_portal.workflow.saving import ONE_SITTING, note_saving, write
from zsa_portal.workflow.visits import LogVisit, visited
from zsa_portal.workflow.wording import saves


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def add(matter, level="restricted"):
    """A paper of a kind that nobody declared, which is called as its title says."""
    return document_add(
        matter=matter,
        kind="test.loose",
        title="会议资料",
        level=level,
        upload=upload("资料.docx", docx_bytes()),
        by=matter.people["staff"],
    )


def line(matter, user, step):
    """The latest line of a step, as a user reads it."""
    found = dict(
        zip(
            [row.step for row in matter.log.all()][::-1],
            log_lines(matter, user)[::-1],
            strict=True,
        )
    )
    return found[step]


def test_a_line_names_the_paper_and_its_version(example_matter):
    staff = example_matter.people["staff"]
    add(example_matter)
    found = line(example_matter, staff, "document_add")
    assert (found.about, found.group) == ("会议资料, version 1", "paper")


def test_a_confidential_paper_is_named_only_to_its_readers(example_matter, make_staff):
    add(example_matter, level="confidential")
    staff = example_matter.people["staff"]
    assert line(example_matter, staff, "document_add").about.startswith("会议资料")
    other = make_staff()
    found = line(example_matter, other, "document_add")
    assert (found.about, found.group) == ("", "paper")


def test_what_was_made_confidential_is_no_longer_named(example_matter, make_staff):
    version = add(example_matter)
    other = make_staff()
    assert line(example_matter, other, "document_add").about
    version.document.level = "confidential"
    version.document.save()
    assert line(example_matter, other, "document_add").about == ""


def test_a_saving_names_the_fields_that_it_changed(example_matter):
    saves("test_save")
    staff = example_matter.people["staff"]
    record(example_matter, by=staff, step="test_save", values={"fields": ["title"]})
    assert line(example_matter, staff, "test_save").reason == "Changed: title"
    record(example_matter, by=staff, step="other_save", values={"fields": ["no_field"]})
    assert line(example_matter, staff, "other_save").reason == ""


def test_fields_that_changed_are_told_in_the_order_of_their_form(example_matter):
    saves("formed_save", told=("title_en", "title", "field"))
    staff, fields = example_matter.people["staff"], ["title_en", "title", "field"]
    values = {"title_en": "A better name", "title": "更好的名称", "field": "new_materials"}
    write(example_matter, values, by=staff, step="formed_save")
    noted = example_matter.log.get(step="formed_save").values
    assert (list(noted["before"]) == fields, noted["fields"]) == (False, fields)
    (found,) = changes_of(example_matter, list(example_matter.log.all()), staff).values()
    assert [one.label for one in found] == ["English title", "title", "technical field"]


def test_fields_are_parted_as_the_reader_s_language_parts_them(example_matter):
    saves("test_save")
    staff = example_matter.people["staff"]
    record(example_matter, by=staff, step="test_save", values={"fields": ["title", "field"]})
    assert line(example_matter, staff, "test_save").reason == "Changed: title, technical field"
    with translation.override("zh-hans"):
        assert line(example_matter, staff, "test_save").reason == "修改了：名称、技术领域"


def test_a_saving_shows_old_and_new_of_the_fields_it_tells(
    example_matter, make_staff, django_assert_num_queries
):
    saves("told_save", told=("title", "title_en"), reads=lambda _matter, user: user == staff)
    staff, first = example_matter.people["staff"], example_matter.title
    for title in ("短名", "甲" * 70 + "乙"):
        write(example_matter, {"title": title, "field": title[:9]}, by=staff, step="told_save")
        record(example_matter, by=staff, step="else")
    with django_assert_num_queries(1):
        changes_of(example_matter, list(example_matter.log.all()), staff)
    lines = [one for one in log_lines(example_matter, staff) if one.changes]
    assert [one.reason for one in lines] == ["Changed: technical field"] * 2
    (long,), (short,) = (one.changes for one in lines)
    assert short == Change("title", first, "短名")
    assert (long.is_long, long.new) == (True, f"<ins>{'甲' * 70}乙</ins>")
    assert "短名" not in [
        one.new for line in log_lines(example_matter, make_staff()) for one in line.changes
    ]
    before = [row.values["before"] for row in example_matter.log.filter(step="told_save")]
    assert before == [{"title": "短名"}, {"title": first}]


def test_a_correction_shows_old_and_new(example_matter, client):
    staff, old = example_matter.people["staff"], example_matter.title
    fresh = matter_correct(
        matter=example_matter, values={"title": "新名称"}, reason="错字", by=staff
    )
    found = line(fresh, staff, "matter_correct")
    assert (found.changes, found.reason) == ((Change("title", old, "新名称"),), "错字")
    client.force_login(staff)
    page = client.get(f"{example_matter.get_absolute_url()}log/").content.decode()
    assert f"<del>{old}</del>" in page
    assert "<ins>新名称</ins>" in page


def test_a_sitting_names_every_field_once(example_matter):
    staff = example_matter.people["staff"]

    def save(*fields):
        note_saving(example_matter, by=staff, step="test_save", values={"fields": list(fields)})
        return [row.values["fields"] for row in example_matter.log.filter(step="test_save")]

    with clock.moved_to(clock.now()):
        assert save("title") == [["title"]]
        assert save("title") == [["title"]]
        assert save("title", "field") == [["title", "field"], ["title"]]
        assert len(save("field")) == 2
    with clock.moved_to(clock.now() + ONE_SITTING + dt.timedelta(seconds=5)):
        assert len(save("field")) == 3


def test_something_else_ends_a_sitting(example_matter):
    staff = example_matter.people["staff"]
    for step in ("test_save", "else", "test_save"):
        if step == "else":
            record(example_matter, by=staff, step=step)
        else:
            note_saving(example_matter, by=staff, step=step, values={"fields": ["title"]})
    assert example_matter.log.filter(step="test_save").count() == 2


def test_what_others_did_since_the_last_look_is_new(example_matter, make_staff):
    staff, other = example_matter.people["staff"], make_staff()
    assert visited(example_matter, other) is None
    before = visited(example_matter, other)
    assert LogVisit.objects.filter(user=other).count() == 1
    record(example_matter, by=staff, step="theirs")
    record(example_matter, by=other, step="mine")
    new = [found.what for found in log_lines(example_matter, other, since=before) if found.new]
    assert new == ["theirs"]
    assert not any(found.new for found in log_lines(example_matter, other))


def test_the_page_marks_it_once(example_matter, client, make_staff):
    other = make_staff()
    client.force_login(other)
    page = f"{example_matter.get_absolute_url()}log/"
    client.get(page)
    record(example_matter, by=example_matter.people["staff"], step="theirs")
    add(example_matter)
    assert 'data-group="paper"' in client.get(page).content.decode()
    assert [found.new for found in client.get(page).context["lines"]][:1] == [False]
