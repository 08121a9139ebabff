"""A new version of the table of levels: drafted by one, confirmed by another, in force from its day."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from archive.levels import actions, rules
from archive.levels.models import TableEdit
from archive.levels.queries import differences
from archive.levels.states import T
from tests.archive.levels.stations import LINE, ROSTERS, TODAY, TOMORROW, edit_at, lower_rosters
from tests.archive.test_forbidden_steps import outsiders, people_of
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from zsa_portal.documents import levels
from zsa_portal.documents.tables import LevelTable
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState


@pytest.fixture(autouse=True)
def in_march():
    with clock.moved_to(TODAY):
        yield


@pytest.fixture
def edit(cast):
    return edit_at(T.DRAFTING, cast)


@pytest.fixture
def waiting(cast):
    return edit_at(T.CONFIRMATION, cast)


def submitted(edit, by, day=TOMORROW):
    return perform(edit.submit_version, by=by, valid_from=day)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.rule("A18a")
def test_only_the_quality_department_drafts(edit, cast):
    assert edit.rows == [one.as_row() for one in levels.issued().entries]
    with pytest.raises(PermissionDenied):
        actions.table_edit_open(by=cast.clerk)
    with pytest.raises(PermissionDenied):
        lower_rosters(edit, cast.clerk)
    with pytest.raises(PermissionDenied):
        submitted(edit, cast.clerk)
    assert not edit.editors.exists()


def test_there_is_one_draft_at_a_time(edit, cast):
    assert actions.table_edit_open(by=cast.quality_head).pk == edit.pk


@pytest.mark.rule("A18a")
def test_a_second_person_confirms_and_nobody_who_drafted(waiting, cast):
    for nobody in (cast.quality, cast.clerk):
        with pytest.raises(PermissionDenied):
            perform(waiting.confirm_version, by=nobody)
        with pytest.raises(PermissionDenied):
            perform(waiting.return_version, by=nobody, reason="不妥。")
    done = perform(waiting.confirm_version, by=cast.quality_head)
    assert (done.state, done.table.number, done.table.valid_from) == (T.CONFIRMED, 2, TOMORROW)
    assert (done.table.drafted_by, done.table.confirmed_by) == (cast.quality, cast.quality_head)


@pytest.mark.rule("A18a")
def test_whoever_changed_a_row_has_drafted_it_too(edit, cast):
    lower_rosters(edit, cast.quality_head)
    waiting = submitted(edit, cast.quality)
    with pytest.raises(PermissionDenied):
        perform(waiting.confirm_version, by=cast.quality_head)


def test_the_version_is_in_force_from_its_day_on(waiting, cast):
    perform(waiting.confirm_version, by=cast.quality_head)
    before, after = clock.start_of(TOMORROW) - dt.timedelta(seconds=1), clock.start_of(TOMORROW)
    with clock.moved_to(before):
        assert levels.proposed("tc_service", ROSTERS).levels == ("confidential",)
    with clock.moved_to(after):
        assert levels.proposed("tc_service", ROSTERS).levels == ("restricted",)
        assert levels.proposed("tc_service", ROSTERS, TODAY.date()).levels == ("confidential",)
    assert [one.number for one in levels.versions()] == [2, 1]


def test_a_version_that_changes_nothing_is_not_submitted(edit, cast):
    with pytest.raises(StepsUnmet, match="Nothing differs"):
        submitted(edit, cast.quality)


@pytest.mark.parametrize("day", [TODAY.date(), dt.date(2024, 1, 1)])
def test_the_day_lies_ahead(edit, cast, day):
    lower_rosters(edit, cast.quality)
    with pytest.raises(StepsUnmet, match="must lie ahead"):
        submitted(edit, cast.quality, day)
    assert TableEdit.objects.get(pk=edit.pk).valid_from is None


def test_a_day_that_came_meanwhile_is_not_confirmed(waiting, cast):
    with (
        clock.moved_to(clock.start_of(TOMORROW)),
        pytest.raises(StepsUnmet, match="must lie ahead"),
    ):
        perform(waiting.confirm_version, by=cast.quality_head)
    assert not LevelTable.objects.exists()


def test_a_version_is_later_than_those_that_wait_for_their_day(waiting, cast):
    perform(waiting.confirm_version, by=cast.quality_head)
    again = actions.table_edit_open(by=cast.quality)
    actions.table_row_remove(edit=again, department="tc_service", key=ROSTERS, by=cast.quality)
    with pytest.raises(StepsUnmet, match="choose a later day"):
        submitted(again, cast.quality)
    assert submitted(again, cast.quality, TOMORROW + dt.timedelta(days=1)).state == T.CONFIRMATION


@pytest.mark.rule("A18a")
def test_every_department_keeps_an_entry(edit, cast):
    for one in levels.issued().of("innovation"):
        actions.table_row_remove(edit=edit, department=one.department, key=one.key, by=cast.quality)
    with pytest.raises(StepsUnmet, match="have no entry: innovation"):
        submitted(edit, cast.quality)


def test_a_returned_version_is_drafted_on_and_a_dropped_one_is_over(waiting, cast):
    returned = perform(waiting.return_version, by=cast.quality_head, reason="请补充备注。")
    assert returned.state == T.DRAFTING
    dropped = perform(returned.drop_version, by=cast.quality, reason="不再需要。")
    assert dropped.state == T.DROPPED
    assert actions.table_edit_open(by=cast.quality).pk != dropped.pk


def test_a_submitted_version_stays_as_it_is(waiting, cast):
    with pytest.raises(WrongState):
        lower_rosters(waiting, cast.quality)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"department": "kitchen"}, "no such department"),
        ({"text": "  "}, "Say which files"),
        ({"text": "周报"}, "these words already"),
        ({"levels": []}, "at least one level"),
        ({"levels": ["secret"]}, "at least one level"),
        ({"key": "gone"}, "not there any more"),
    ],
)
def test_entries_that_say_nothing_are_refused(edit, cast, given, sentence):
    row = {"department": "quality", "text": "新文件", "levels": ["public"]} | given
    with pytest.raises(BadValue, match=sentence):
        actions.table_row_set(edit=edit, by=cast.quality, **row)
    assert TableEdit.objects.get(pk=edit.pk).rows == edit.rows


def test_a_new_entry_stands_behind_its_department_with_a_key_of_its_own(edit, cast):
    new = actions.table_row_set(
        edit=edit,
        department="standards",
        text="新 文件",
        levels=["confidential", "public"],
        by=cast.quality,
    )
    fresh = TableEdit.objects.get(pk=edit.pk)
    entries = levels.entries_from(fresh.rows)
    assert (new.text, new.levels) == ("新 文件", ("public", "confidential"))
    assert [one for one in entries if one.department == "standards"][-1] == new
    assert [one.after for one in differences(levels.issued().entries, entries)] == [new]


def test_all_staff_read_search_and_export_the_table(cast, client):
    page = signed_in(cast.clerk).get(reverse("archive:levels"))
    assert "分技术委员会委员名单" in page.content.decode()
    found = signed_in(cast.clerk).get(reverse("archive:levels"), {"q": "周报 财务部"})
    assert found.content.decode().count("周报") >= 1
    assert "分技术委员会委员名单" not in found.content.decode()
    sheet = signed_in(cast.clerk).get(reverse("archive:levels"), {"export": "xlsx"})
    assert sheet["Content-Type"].endswith("sheet")
    assert client.get(reverse("archive:levels")).status_code == 302


def test_old_versions_stay_readable(waiting, cast):
    perform(waiting.confirm_version, by=cast.quality_head)
    client = signed_in(cast.clerk)
    assert client.get(reverse("archive:level_versions")).status_code == 200
    for number, status in ((1, 200), (2, 200), (3, 404)):
        assert client.get(reverse("archive:level_version", args=[number])).status_code == status


def test_the_draft_is_written_on_its_pages(cast, django_assert_max_num_queries):
    client = signed_in(cast.quality)
    done = client.post(reverse("archive:level_draft"))
    edit = TableEdit.objects.get()
    assert done.url == edit.get_absolute_url()
    row = reverse("archive:level_row", args=[edit.pk, "tc_service", ROSTERS])
    assert "分技术委员会委员名单" in client.get(row).content.decode()
    refused = client.post(row, {"text": "", "levels": ["restricted"]})
    assert refused.status_code == 422
    assert client.post(row, {"text": "委员名单", "levels": ["restricted"]}).status_code == 302
    new = reverse("archive:level_row_new", args=[edit.pk])
    given = {"department": "quality", "text": "新文件", "levels": ["public"]}
    assert client.post(new, given).status_code == 302
    gone = reverse("archive:level_row_remove", args=[edit.pk, "quality", "manual"])
    assert client.post(gone).status_code == 302
    submit = reverse("workflow:step", args=[edit.pk, "submit_version"])
    assert 'name="valid_from"' in client.get(submit).content.decode()
    early = client.post(submit, {"valid_from": "2026-03-02", "seen": ""})
    assert (early.status_code, "must lie ahead" in early.content.decode()) == (422, True)
    with django_assert_max_num_queries(15):
        page = client.get(f"{edit.get_absolute_url()}levels/").content.decode()
    assert all(words in page for words in ("委员名单", "新文件", "taken out"))


def test_others_are_kept_from_the_draft(edit, cast):
    client = signed_in(cast.clerk)
    assert client.get(reverse("archive:level_draft")).status_code == 403
    assert client.post(reverse("archive:level_draft")).status_code == 403
    row = reverse("archive:level_row", args=[edit.pk, "tc_service", ROSTERS])
    assert client.post(row, {"text": "x", "levels": ["public"]}).status_code == 403
    assert signed_in(cast.quality).get(row + "x/").status_code == 404
    assert TableEdit.objects.get(pk=edit.pk).rows == edit.rows


@pytest.mark.rule("A18a")
def test_departments_without_an_entry_are_named(db):
    *named, last, unknown = DepartmentCode
    Department.objects.filter(code=unknown).delete()
    Department.objects.update_or_create(code=last, defaults={"name": "末部"})
    lacking = SimpleNamespace(rows=[{"department": code} for code in named])
    assert rules.every_department_has_entries.missing(lacking) == [
        f"These departments have no entry: 末部, {unknown}."
    ]


@pytest.mark.rule("A18a")
def test_nobody_in_particular_confirms_no_version(edit):
    assert not rules.confirms_table(edit, None)


@pytest.mark.parametrize("state", LINE)
def test_at_every_station_nobody_else_takes_the_steps(cast, state):
    edit, everybody = edit_at(state, cast), people_of(cast)
    tried = nobody_else_takes_its_steps(edit, everybody | outsiders())
    assert (tried >= 20) is (state != T.CONFIRMED)
    steps_of_other_states_are_refused(edit, list(everybody.values()))
