"""Rows of the list, paper originals and their labels."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from archive.filing.actions import filing_open
from archive.filing.collecting.actions.rows import (
    Original,
    item_edit,
    items_move,
    items_remove,
    labels_issue,
    paper_register,
)
from archive.kinds import Medium, Retention, Sort
from archive.records import Item
from zsa_portal.documents.levels import entries_of
from zsa_portal.documents.render import html_of
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level, LogEntry
from zsa_portal.workflow.refusals import BadValue, Refusal

CONTRACT = Original(
    name="委托合同", sort=Sort.CONTRACT, box="A-3", shelf="2", retention=Retention.PERMANENT
)


@pytest.fixture
def register(filing, cast, folder):
    def register(**more):
        original = replace(CONTRACT, **more)
        return paper_register(filing=filing, folder=folder, original=original, by=cast.archivist)

    return register


@pytest.mark.rule("A05")
def test_a_paper_original_has_its_place(register):
    row = register()
    assert (row.medium, row.box, row.shelf, row.document.versions.count()) == (
        Medium.PAPER,
        "A-3",
        "2",
        0,
    )
    for missing in ({"box": ""}, {"shelf": ""}, {"sort": Sort.MAIL}):
        with pytest.raises(RuleUnmet):
            register(name="另一份", **missing)
    assert Item.objects.count() == 1


@pytest.mark.rule("A14b")
def test_a_paper_contract_has_a_level_too(register):
    assert register().document.level == Level.CONFIDENTIAL
    public = register(name="公开", level=Level.PUBLIC, level_reason="已公开")
    assert public.document.level == Level.PUBLIC


@pytest.mark.rule("A18a")
def test_a_lower_level_says_why(filing, cast, send):
    row = send().item
    values = {"name": row.name, "level": Level.RESTRICTED}
    with pytest.raises(RuleUnmet, match="say why this is lower"):
        item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    item_edit(
        filing=filing,
        item=row,
        values=values | {"level_reason": "日常文件", "retention": "10", "remark": "备注"},
        by=cast.archivist,
    )
    row.refresh_from_db()
    assert (row.document.level, row.retention, row.remark) == (Level.RESTRICTED, "10", "备注")
    with pytest.raises(BadValue, match="no such level"):
        item_edit(filing=filing, item=row, values={"level": "x"}, by=cast.archivist)


@pytest.mark.rule("A05")
def test_a_file_is_of_a_kind_of_files(filing, cast, send):
    row = send().item
    with pytest.raises(RuleUnmet, match="no kind of"):
        item_edit(filing=filing, item=row, values={"sort": Sort.CONTRACT}, by=cast.archivist)
    item_edit(filing=filing, item=row, values={"sort": Sort.MAIL}, by=cast.archivist)
    assert Item.objects.get().sort == Sort.MAIL


def test_names_stand_once_in_a_folder(filing, cast, send):
    one, two = send("一.txt", b"1").item, send("二.txt", b"2").item
    for name in ("一.txt", "", "a/一.txt"):
        with pytest.raises(BadValue):
            item_edit(filing=filing, item=two, values={"name": name}, by=cast.archivist)
    assert one.name == "一.txt"


def test_one_forbidden_row_and_none_is_touched(filing, cast, send, folder):
    rows = [send(f"{number}.txt", str(number).encode()).item for number in range(3)]
    keys = [row.pk for row in rows]
    other = filing_open(department=cast.department, month=dt.date(2026, 2, 1), by=None)
    Item.objects.filter(pk=keys[2]).update(filing=other)
    with pytest.raises(PermissionDenied):
        items_remove(filing=filing, keys=keys, by=cast.archivist)
    Item.objects.filter(pk=keys[2]).update(filing=filing, state=Item.State.ACCEPTED)
    with pytest.raises(Refusal, match="in the archive"):
        items_remove(filing=filing, keys=keys, by=cast.archivist)
    with pytest.raises(Refusal, match="in the archive"):
        items_move(filing=filing, keys=keys, folder=folder, by=cast.archivist)
    assert Item.objects.count() == 3
    assert items_remove(filing=filing, keys=keys[:2], by=cast.archivist) == 2
    assert Item.objects.get().pk == keys[2]


def test_every_act_is_logged(filing, cast, register, send):
    register()
    send()
    steps = list(LogEntry.objects.filter(matter=filing.pk).values_list("step", flat=True))
    assert steps[:3] == ["file_add", "paper_register", "folder_create"]


def test_a_label_leads_to_the_record(filing, cast, register, send):
    row = register()
    form = labels_issue(filing=filing, keys=[row.pk], by=cast.archivist)
    (label,) = form.data["labels"]
    assert (label["box"], label["path"]) == ("A-3", f"/archive/labels/{row.label}/")
    page = html_of(form)
    assert ("委托合同" in page, "<svg" in page, "机密" in page) == (True, True, True)
    with pytest.raises(Refusal, match="Only paper originals"):
        labels_issue(filing=filing, keys=[row.pk, send().item.pk], by=cast.archivist)


def test_a_files_ending_stays(filing, cast, send):
    row = send("a.txt").item
    with pytest.raises(BadValue, match="ending stays"):
        item_edit(filing=filing, item=row, values={"name": "a.docx"}, by=cast.archivist)


@pytest.mark.rule("A14b")
def test_the_table_of_levels_proposes_the_level_of_a_kind(filing, cast, send):
    weekly = next(one for one in entries_of(cast.department) if one.levels == (Level.RESTRICTED,))
    assert send(entry=weekly.key).item.document.level == Level.RESTRICTED
    assert send("未列.txt", b"2").item.document.level == Level.CONFIDENTIAL


@pytest.mark.rule("A18a")
def test_a_level_of_the_table_needs_no_reason(filing, cast, send):
    weekly = next(one for one in entries_of(cast.department) if one.levels == (Level.RESTRICTED,))
    row = send(entry=weekly.key).item
    values = {"level": Level.RESTRICTED, "remark": "周报"}
    item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    row.refresh_from_db()
    assert (row.remark, row.level_reason) == ("周报", "")
