"""Rows of the list, paper originals and their labels."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from archive.checking.actions import checks_finish
from archive.filing.actions import filing_open, row_return
from archive.filing.collecting.actions.rows import (
    Original,
    item_edit,
    items_move,
    items_remove,
    labels_issue,
    paper_register,
)
from archive.filing.collecting.material import material_of
from archive.filing.levels import lowered as lowered_rows
from archive.filing.listing import lines_of
from archive.filing.models import Filing
from archive.filing.queries import reads_names
from archive.filing.signing import stale_places
from archive.kinds import Medium, Retention, Sort
from archive.records import Item
from zsa_portal.documents.levels import entries_of
from zsa_portal.documents.models import Document
from zsa_portal.documents.render import html_of
from zsa_portal.documents.tables import LevelTable
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level, LogEntry
from zsa_portal.workflow.perform import perform
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
    assert (public.level_listed, public.document.level) == (Level.PUBLIC, Level.CONFIDENTIAL)


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
    assert (row.level_listed, row.retention, row.remark) == (Level.RESTRICTED, "10", "备注")
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


def test_a_level_of_the_table_needs_no_reason(filing, cast, send):
    weekly = next(one for one in entries_of(cast.department) if one.levels == (Level.RESTRICTED,))
    row = send(entry=weekly.key).item
    values = {"level": Level.RESTRICTED, "remark": "周报"}
    item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    row.refresh_from_db()
    assert (row.remark, row.level_reason) == ("周报", "")


@pytest.mark.rule("A14b")
def test_a_later_version_of_the_table_gives_the_level_and_the_words_of_a_kind(filing, cast, send):
    old = next(one for one in entries_of(cast.department) if one.levels == (Level.RESTRICTED,))
    newer = (
        replace(old, text="改名的周报", levels=(Level.CONFIDENTIAL,)),
        replace(old, key="added", text="新增的材料", levels=(Level.PUBLIC,)),
    )
    before = send(entry=old.key).item
    LevelTable.objects.create(
        number=2,
        valid_from=clock.today(),
        rows=[one.as_row() for one in newer],
        drafted_by=cast.quality,
        confirmed_by=cast.quality_head,
    )
    changed, added = (
        send("乙.txt", b"2", entry=old.key).item,
        send("丙.txt", b"3", entry="added").item,
    )
    assert [one.document.level for one in (before, changed, added)] == [
        Level.RESTRICTED,
        Level.CONFIDENTIAL,
        Level.PUBLIC,
    ]
    kinds = material_of(filing).kinds
    assert (kinds[old.key], kinds["added"]) == ("改名的周报", "新增的材料")
    assert len(kinds) > len(newer)


@pytest.fixture
def lowered(filing, cast, send, any_name):
    """A file that the archivist grades 公开, with a reason, on a list that is signed."""
    row = send("通知.txt", entry="").item
    values = {"level": Level.PUBLIC, "level_reason": "已对外发布"}
    item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    submitted = perform(Filing.objects.get(pk=filing.pk).submit_list, by=cast.archivist)
    checks_finish(submitted)
    return submitted


def reads(user, filing):
    return Document.objects.filter(archive_items__filing=filing.pk).readable_by(user).exists()


def test_the_head_signs_beside_the_rows_that_are_lower_and_their_reasons(cast, lowered, client):
    client.force_login(cast.head)
    url = reverse("workflow:step", args=[lowered.pk, "store_public"])
    page = client.get(url).content.decode()
    row = Item.objects.get()
    said = page[page.index("data-beside") :]
    assert "1 row is lower than the table of levels says" in said
    assert all(word in said for word in (row.name, row.level_reason))
    Item.objects.update(level_asked="")
    assert "is lower than" not in client.get(url).content.decode()


def test_what_is_asked_is_shown_to_the_head_also_where_the_table_has_become_as_low(lowered):
    """The signature approves it, whatever the table gives by then."""
    row = lowered.items.get()
    highest = {"level_asked": Level.CONFIDENTIAL, "level_reason": row.level_reason}
    Item.objects.filter(pk=row.pk).update(**highest)
    asked = (row.pk, Level.CONFIDENTIAL, Level.CONFIDENTIAL)
    assert levels_lowered(lowered) == ([asked], [], [])


@pytest.mark.rule("A14b")
def test_another_kind_brings_its_own_level_unless_one_was_chosen(filing, cast, send):
    """The secret kinds of TC服务部 go to 秘密 and back; what somebody chose or gave a reason for stays."""
    row, kinds = send().item, {one.levels: one.key for one in entries_of(cast.department)}
    restricted, public = kinds[(Level.RESTRICTED,)], kinds[(Level.PUBLIC,)]

    def edited(entry, **values):
        fresh = Item.objects.get(pk=row.pk)
        sent = {"entry": entry, "level": fresh.level_listed, "level_reason": ""} | values
        item_edit(filing=filing, item=fresh, values=sent, by=cast.archivist)
        return Item.objects.get(pk=row.pk).level_listed

    assert row.level_listed == Level.CONFIDENTIAL
    assert edited(restricted) == Level.RESTRICTED
    assert edited("") == Level.CONFIDENTIAL
    assert edited(restricted, level_reason="日常文件") == Level.CONFIDENTIAL
    assert edited(restricted, level=Level.RESTRICTED) == Level.RESTRICTED
    assert edited(public, level=Level.CONFIDENTIAL) == Level.CONFIDENTIAL
    assert edited("") == Level.CONFIDENTIAL


def test_a_lower_level_counts_once_the_head_has_approved_it(cast, lowered):
    assert [line.level for line in lines_of(lowered)] == [Level.PUBLIC]
    assert (reads(cast.clerk, lowered), reads(cast.other_clerk, lowered)) == (False, False)
    assert not reads_names(lowered, cast.clerk)
    filing = perform(lowered.store_public, by=cast.head)
    item = filing.items.get()
    assert (item.document.level, item.level_asked, item.state) == ("public", "", "accepted")
    assert (reads(cast.clerk, filing), stale_places(filing)) == (True, [])


def test_a_lower_level_that_the_head_returns_does_not_count(cast, lowered):
    filing = perform(lowered.return_list, by=cast.head, reason="未公开")
    assert not reads(cast.clerk, filing)
    values = {"level": Level.CONFIDENTIAL}
    item_edit(filing=filing, item=filing.items.get(), values=values, by=cast.archivist)
    item = filing.items.get()
    assert (item.level_listed, item.level_asked) == (Level.CONFIDENTIAL, "")


def levels_lowered(filing):
    """What the head is shown of rows lower than the table: to approve, standing, approved before."""
    return tuple(
        [(row.pk, row.table_level, row.level_listed) for row in rows]
        for rows in lowered_rows(filing)
    )


DAILY = {"level": Level.RESTRICTED, "level_reason": "日常文件"}


@pytest.fixture
def back(filing, cast, send, any_name):
    """A list whose one row is lower by ``DAILY``: the head approved it, the custodian returned it."""
    row = send("合同.txt", entry="").item
    item_edit(filing=filing, item=row, values=DAILY, by=cast.archivist)
    filing = perform(Filing.objects.get(pk=filing.pk).submit_list, by=cast.archivist)
    checks_finish(filing)
    filing = perform(filing.approve_list, by=cast.head)
    row_return(filing=filing, item=row.pk, reason="缺附件", by=cast.custodian)
    return perform(Filing.objects.get(pk=filing.pk).return_rows, by=cast.custodian)


def test_what_the_head_approved_is_shown_as_such_when_the_list_is_signed_again(back, cast, client):
    row = back.items.get()
    filing = perform(back.submit_list, by=cast.archivist)
    before = (row.pk, Level.CONFIDENTIAL, Level.RESTRICTED)
    assert levels_lowered(filing) == ([], [], [before])
    client.force_login(cast.head)
    page = client.get(reverse("workflow:step", args=[filing.pk, "approve_list"])).content.decode()
    said = page[page.index("data-beside") :]
    assert "These were approved when the list was signed before, and hold." in said
    assert "You approve these levels with your signature" not in said
    assert all(word in said for word in (row.name, "日常文件"))


def test_what_the_head_approved_stays_until_it_is_lowered_further(back, cast):
    row = back.items.get()
    item = item_edit(filing=back, item=row, values=DAILY | {"remark": "已补"}, by=cast.archivist)
    assert (item.document.level, item.level_asked) == (Level.RESTRICTED, "")
    further = DAILY | {"level": Level.PUBLIC}
    item = item_edit(filing=back, item=row, values=further, by=cast.archivist)
    assert (item.document.level, item.level_asked) == (Level.CONFIDENTIAL, Level.PUBLIC)
