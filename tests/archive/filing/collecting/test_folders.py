"""Folders: numbers, levels, names, moving and deleting."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from archive.filing.actions import filing_open
from archive.filing.collecting.actions.folders import (
    folder_create,
    folder_delete,
    folder_move,
    folder_rename,
)
from archive.filing.collecting.rules import scope
from archive.filing.states import F
from archive.records import Folder
from tests.archive.filing.collecting.matters import matter_of
from zsa_portal.people.models import Expert
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, Refusal, WrongState


@pytest.fixture
def make(filing, cast):
    def make(name, parent=None, **more):
        return folder_create(filing=filing, name=name, parent=parent, by=cast.archivist, **more)

    return make


def tree():
    """Every folder's name by its number."""
    return dict(Folder.objects.values_list("number", "name").order_by("number"))


def test_folders_are_numbered_level_by_level(make):
    first = make("宣贯")
    make("培训", first)
    make("会议", first)
    make("合同")
    assert tree() == {"01": "宣贯", "01.01": "培训", "01.02": "会议", "02": "合同"}


@pytest.mark.rule("A08b")
def test_four_levels_and_not_a_fifth(make):
    place = None
    for level in ("一", "二", "三", "四"):
        place = make(f"{level}级目录", place)
    assert place.number == "01.01.01.01"
    with pytest.raises(RuleUnmet, match="at most 4"):
        make("五级目录", place)
    assert len(tree()) == 4


@pytest.mark.rule("A08b")
@pytest.mark.parametrize("name", ["张三", "01 张三", "张 三", "张三先生", "李专家"])
def test_a_persons_name_alone_needs_a_reason(make, cast, name):
    cast.clerk.name = "张三"
    cast.clerk.save(update_fields=["name"])
    Expert.objects.create(name="李专家", kind=Expert.Kind.TECHNICAL)
    with pytest.raises(RuleUnmet, match="person's name"):
        make(name)
    assert make(name, person_reason="其人事档案单独立卷").name == name


@pytest.mark.rule("A08b")
def test_a_matter_with_a_persons_name_is_no_persons_name(make, cast, folder, filing):
    cast.clerk.name = "张三"
    cast.clerk.save(update_fields=["name"])
    assert make("张三劳动合同").name == "张三劳动合同"
    with pytest.raises(RuleUnmet):
        folder_rename(filing=filing, folder=folder, name="张三", by=cast.archivist)


@pytest.mark.rule("A04")
def test_the_scope_is_offered_as_names():
    assert scope() == ("项目文件", "财务数据", "合同", "协会证照", "相关联系人")


def test_a_name_stands_once_in_a_place(make):
    first = make("宣贯")
    make("宣贯", first)
    with pytest.raises(BadValue, match="already"):
        make("宣贯")
    with pytest.raises(BadValue, match="Name the folder"):
        make("  ")


def test_moving_numbers_both_places_anew(make, filing, cast):
    one, two, three = make("甲"), make("乙"), make("丙")
    make("乙一", two)
    folder_move(filing=filing, folder=three, parent=None, before=one, by=cast.archivist)
    assert tree() == {"01": "丙", "02": "甲", "03": "乙", "03.01": "乙一"}
    folder_move(
        filing=filing,
        folder=Folder.objects.get(name="乙一"),
        parent=None,
        before=Folder.objects.get(name="丙"),
        by=cast.archivist,
    )
    assert tree() == {"01": "乙一", "02": "丙", "03": "甲", "04": "乙"}
    folder_move(filing=filing, folder=one, parent=two, before=None, by=cast.archivist)
    assert tree() == {"01": "乙一", "02": "丙", "03": "乙", "03.01": "甲"}


@pytest.mark.rule("A08b")
def test_a_move_keeps_within_four_levels_and_out_of_itself(make, filing, cast):
    deep = make("三", make("二", make("一")))
    pair = make("甲")
    make("乙", pair)
    with pytest.raises(RuleUnmet, match="at most 4"):
        folder_move(filing=filing, folder=pair, parent=deep, before=None, by=cast.archivist)
    top = Folder.objects.get(name="一")
    with pytest.raises(BadValue, match="into itself"):
        folder_move(filing=filing, folder=top, parent=deep, before=None, by=cast.archivist)
    assert tree()["02.01"] == "乙"


def test_only_an_empty_folder_is_deleted(make, filing, cast, send, folder):
    behind, inner = make("合同"), make("里", folder)
    with pytest.raises(Refusal, match="not empty"):
        folder_delete(filing=filing, folder=folder, by=cast.archivist)
    folder_delete(filing=filing, folder=inner, by=cast.archivist)
    send()
    with pytest.raises(Refusal, match="not empty"):
        folder_delete(filing=filing, folder=folder, by=cast.archivist)
    folder_delete(filing=filing, folder=behind, by=cast.archivist)
    assert tree() == {"01": "标准宣贯"}


def test_a_folder_on_a_list_that_was_handed_over_stays(filing, cast, folder, send, any_name):
    send()
    perform(filing.submit_list, by=cast.archivist)
    february = filing_open(department=cast.department, month=dt.date(2026, 2, 1), by=None)
    with pytest.raises(Refusal, match="handed over"):
        folder_rename(filing=february, folder=folder, name="别名", by=cast.archivist)
    other = folder_create(filing=february, name="别的", by=cast.archivist)
    with pytest.raises(Refusal, match="handed over"):
        folder_move(filing=february, folder=folder, parent=other, before=None, by=cast.archivist)
    folder_move(filing=february, folder=other, parent=None, before=folder, by=cast.archivist)
    assert tree() == {"01": "标准宣贯", "02": "别的"}


@pytest.mark.rule("A03a")
def test_only_the_archivist_prepares_and_only_while_it_is_collected(filing, cast, folder):
    for user in (cast.head, cast.clerk, cast.other_clerk, cast.custodian):
        with pytest.raises(PermissionDenied):
            folder_create(filing=filing, name="别人的", by=user)
    reported = perform(filing.report_nothing, by=cast.archivist, nothing_reason="本月无")
    assert reported.state == F.CHECK
    with pytest.raises(WrongState):
        folder_create(filing=filing, name="后来的", by=cast.archivist)


def test_what_lies_in_a_projects_folder_is_the_projects(make, cast, filing):
    project, other = matter_of(cast.department, "甲项目"), matter_of(cast.department, "乙项目")
    home = make("甲项目", project=project)
    inner = make("会议", home)
    assert inner.project_id == project.pk
    with pytest.raises(BadValue, match="another project"):
        make("乙项目", home, project=other)
    loose = make("散件")
    folder_move(filing=filing, folder=loose, parent=home, before=None, by=cast.archivist)
    assert Folder.objects.get(pk=loose.pk).project_id == project.pk
    folder_move(filing=filing, folder=loose, parent=None, before=None, by=cast.archivist)
    assert Folder.objects.get(pk=loose.pk).project_id is None
