"""What the department's matters produced is proposed, and taken into its project's folder."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from archive.filing.actions import filing_open
from archive.filing.collecting.actions.rows import item_edit, items_move, items_remove
from archive.filing.collecting.actions.taking import papers_take
from archive.filing.collecting.queries import proposed
from archive.records import Folder, Item
from tests.archive.filing.collecting.matters import IN_MARCH, form_of, matter_of, paper_of
from zsa_portal.documents.levels import CLASSIFIED, entries_of
from zsa_portal.documents.models import Document
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.ui.conditions import NEVER
from zsa_portal.workflow.models import Level

IN_APRIL = dt.datetime(2026, 4, 1, tzinfo=IN_MARCH.tzinfo)


@pytest.fixture
def project(cast):
    return matter_of(cast.department, "甲项目")


def keys(filing, user):
    return {one.key for one in proposed(filing, user)}


def take(filing, cast, *rows):
    signs = {Document: "d"}
    named = [f"{signs.get(type(one), 'f')}{one.pk}" for one in rows]
    return papers_take(filing=filing, keys=named, by=cast.archivist)


def test_papers_scans_and_forms_of_finished_stages_are_proposed(filing, cast, project):
    paper = paper_of(project, cast.clerk)
    form = form_of([project], cast.clerk)
    scan = paper_of(None, cast.clerk, scan_of=form)
    unfinished = paper_of(project, cast.clerk, at=IN_MARCH + dt.timedelta(days=6))
    later = paper_of(project, cast.clerk, at=IN_APRIL)
    last = paper_of(project, cast.clerk, at=IN_MARCH - dt.timedelta(days=20))
    gone = paper_of(project, cast.clerk, withdrawn_at=IN_MARCH)
    strange = paper_of(matter_of(cast.other_department, "别家"), cast.other_clerk)
    found = keys(filing, cast.archivist)
    assert found == {f"d{paper.pk}", f"d{scan.pk}", f"f{form.pk}", f"d{last.pk}"}
    assert found.isdisjoint(f"d{one.pk}" for one in (unfinished, later, gone, strange))
    late = {one.key: one.late for one in proposed(filing, cast.archivist)}
    assert (late[f"d{last.pk}"], late[f"d{paper.pk}"]) == (True, False)


def test_what_is_taken_lies_in_its_projects_folder(filing, cast, project):
    paper, form = paper_of(project, cast.clerk), form_of([project], cast.clerk)
    take(filing, cast, paper, form)
    folder = Folder.objects.get()
    assert (folder.project_id, folder.number, folder.year) == (project.pk, "01", 2026)
    rows = {row.document.kind: row for row in Item.objects.select_related("document")}
    assert rows["test.minutes"].document == paper
    copy = rows["archive.labels"].document
    assert (copy.matter, copy.level, copy.owner) == (None, form.level, cast.department)
    assert copy.versions.get().file == form.file
    assert all(row.name.startswith("ZSA-TCSERVICE-2026-") for row in rows.values())
    assert keys(filing, cast.archivist) == set()


def test_asking_twice_changes_nothing_and_what_was_not_proposed_takes_none(filing, cast, project):
    paper, form = paper_of(project, cast.clerk), form_of([project], cast.clerk)
    strange = paper_of(matter_of(cast.other_department, "别家"), cast.other_clerk)
    with pytest.raises(PermissionDenied):
        take(filing, cast, paper, strange)
    assert Item.objects.count() == 0
    take(filing, cast, paper, form)
    assert take(filing, cast, paper, form) == []
    assert Item.objects.count() == 2
    with pytest.raises(PermissionDenied):
        papers_take(filing=filing, keys=[f"f{form.pk}"], by=cast.head)


def test_what_is_taken_off_is_proposed_again(filing, cast, project):
    paper, form = paper_of(project, cast.clerk), form_of([project], cast.clerk)
    made = take(filing, cast, paper, form)
    items_remove(filing=filing, keys=[row.pk for row in made], by=cast.archivist)
    assert keys(filing, cast.archivist) == {f"d{paper.pk}", f"f{form.pk}"}
    assert Document.objects.get(pk=paper.pk).withdrawn_at is None


def test_each_department_files_what_is_its_own(filing, cast, project):
    paper = paper_of(project, cast.clerk)
    take(filing, cast, paper)
    april = filing_open(department=cast.department, month=dt.date(2026, 4, 1), by=None)
    assert keys(april, cast.archivist) == set()


def test_filing_a_confidential_form_gives_no_right_to_read_it(filing, cast, project):
    own = form_of([project], cast.archivist, level=Level.CONFIDENTIAL)
    take(filing, cast, own)
    document = Item.objects.get().document
    read = {
        user.username
        for user in (cast.archivist, cast.clerk, cast.head, cast.custodian)
        if Document.objects.filter(pk=document.pk).readable_by(user).exists()
    }
    assert read == {"archivist", "custodian"}
    assert document.level == Level.CONFIDENTIAL


def test_a_confidential_form_of_an_own_matter_is_proposed_masked_and_filed(filing, cast, project):
    form = form_of([project], cast.secretary_general, level=Level.CONFIDENTIAL)
    strange = matter_of(cast.other_department, "别家")
    form_of([strange], cast.other_clerk, level=Level.CONFIDENTIAL)
    (one,) = proposed(filing, cast.archivist)
    assert (one.key, one.title, one.readable) == (f"f{form.pk}", "Confidential paper", False)
    (row,) = take(filing, cast, form)
    assert row.name.endswith(f"机密表单{form.pk}.pdf")
    assert (row.document.level, row.document.uploaded_by) == ("confidential", form.issued_by)
    assert not Document.objects.filter(pk=row.document_id).readable_by(cast.archivist).exists()
    assert proposed(filing, cast.archivist) == []


def test_a_form_of_a_matter_that_few_may_know_of_is_not_proposed(filing, cast, monkeypatch):
    matter = matter_of(cast.department, "保密事项")
    form_of([matter], cast.secretary_general, level=Level.CONFIDENTIAL)
    assert len(proposed(filing, cast.archivist)) == 1
    monkeypatch.setattr(type(matter), "DISCOVERY", staticmethod(lambda _who, _prefix: NEVER))
    assert proposed(filing, cast.archivist) == []


def test_a_classified_paper_is_filed_under_its_kind_in_the_table(
    filing, cast, project, monkeypatch
):
    weekly = next(one for one in entries_of(cast.department) if one.levels == (Level.RESTRICTED,))
    monkeypatch.setitem(CLASSIFIED, "test.minutes", (cast.department.code, weekly.key))
    (row,) = take(filing, cast, paper_of(project, cast.clerk))
    assert row.entry == weekly.key


def test_a_confidential_paper_is_masked_but_filed(filing, cast, project):
    paper = paper_of(project, cast.clerk, level=Level.CONFIDENTIAL)
    (one,) = proposed(filing, cast.archivist)
    assert (one.title, one.readable) == ("Confidential paper", False)
    take(filing, cast, paper)
    assert Item.objects.get().document == paper
    assert not Document.objects.filter(pk=paper.pk).readable_by(cast.archivist).exists()


def test_a_form_of_several_projects_lies_apart(filing, cast, project):
    form = form_of([project, matter_of(cast.department, "乙项目")], cast.clerk)
    take(filing, cast, form)
    assert (Folder.objects.get().project, Folder.objects.get().name) == (None, "多个项目的文件")
    another = form_of([project, matter_of(cast.department, "丙项目")], cast.clerk)
    take(filing, cast, another)
    assert Folder.objects.count() == 1


@pytest.mark.rule("A08a")
def test_a_projects_paper_stays_in_its_project(filing, cast, project, folder, send):
    (row,) = take(filing, cast, paper_of(project, cast.clerk))
    with pytest.raises(RuleUnmet, match="belongs to a project"):
        items_move(filing=filing, keys=[row.pk], folder=folder, by=cast.archivist)
    loose = send().item
    place = Folder.objects.get(project=project)
    assert items_move(filing=filing, keys=[loose.pk], folder=place, by=cast.archivist) == 1


def test_the_level_of_a_matters_paper_is_its_procedures(filing, cast, project):
    (row,) = take(filing, cast, paper_of(project, cast.clerk))
    values = {"name": row.name, "level": Level.PUBLIC}
    item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    assert Document.objects.get(pk=row.document_id).level == Level.RESTRICTED
