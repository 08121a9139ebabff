"""A bag is sent from one archive and taken in to another: whole, once, no level lower."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from archive.bags import verifying
from archive.intakes import actions, writing
from archive.intakes.models import Intake
from archive.intakes.records import IntakeContents
from archive.intakes.states import N
from archive.records import Folder, Item
from tests.archive.holdings import folder
from tests.archive.intakes.bags import (
    as_it_is,
    came,
    changed,
    emptied,
    holdings,
    metadata,
    sent,
    taken,
)
from zsa_portal.documents import store
from zsa_portal.documents.models import Document
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level, LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet


def test_a_bag_that_was_sent_and_taken_in_is_the_same_row_by_row(cast):
    data, before = sent(cast, holdings(cast)), metadata()
    emptied()
    assert metadata() == []
    intake = taken(cast, came(cast, data))
    assert (intake.state, intake.taken, intake.left_out, intake.error) == (N.TAKEN, 4, 0, "")
    assert metadata() == before
    assert [item.intake_id for item in Item.objects.all()] == [intake.pk] * 4
    assert {item.origin.pk for item in Item.objects.all()} == {intake.pk}
    versions = store.File.objects.filter(versions__document__archive_items__intake=intake)
    assert versions.exists()
    assert all(store.intact(file) for file in versions)


def test_the_folders_come_below_the_next_free_number(cast, bag):
    folder(cast.department, cast.archivist, "01", name="别的")
    folder(cast.department, cast.archivist, "07", name="标准项目")
    taken(cast, came(cast, bag))
    numbers = Folder.objects.order_by("number").values_list("number", "name")
    assert list(numbers) == [
        ("01", "别的"),
        ("07", "标准项目"),
        ("08", "标准项目 (2)"),
        ("08.02", "论证会"),
        ("08.02.01", "会议纪要"),
    ]


def test_an_older_bag_that_names_no_folders_comes_in_flat(cast, bag, tmp_path):
    data = changed(bag, tmp_path, lambda said: said.pop("folders"))
    assert taken(cast, came(cast, data)).taken == 4
    names = Folder.objects.order_by("number").values_list("number", "name")
    assert sorted(name for _number, name in names) == ["会议纪要", "论证会"]
    assert [number for number, _name in names] == ["01", "02"]


def test_what_it_says_of_itself_and_what_would_come_in_stand_in_the_preview(previewed):
    intake = previewed
    assert not intake.error
    assert (intake.state, intake.organisation) == (N.PREVIEW, "中关村标准化协会")
    assert intake.identifier.startswith("zsa-bag-")
    assert intake.departments == {"tc_service": "TC服务部"}
    assert len(intake.contents.records) == 4
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("said", "entry", "level"),
    [
        ("", "weekly_report", Level.CONFIDENTIAL),
        ("secret", "weekly_report", Level.CONFIDENTIAL),
        ("public", "weekly_report", Level.RESTRICTED),
        ("restricted", "weekly_report", Level.RESTRICTED),
        ("confidential", "weekly_report", Level.CONFIDENTIAL),
        ("public", "", Level.CONFIDENTIAL),
        ("public", "subcommittee_notices", Level.PUBLIC),
    ],
)
def test_no_level_is_lower_than_the_bag_says_nor_than_the_table(
    cast, bag, tmp_path, said, entry, level
):
    def change(found):
        found["records"] = [one | {"level": said, "entry": entry} for one in found["records"]]

    intake = came(cast, changed(bag, tmp_path, change))
    assert {one["given"] for one in intake.contents.records} == {level}
    taken(cast, intake)
    assert set(Document.objects.filter(archive_items__intake=intake).values_list("level")) == {
        (level,)
    }


def test_metadata_that_nobody_should_trust_come_in_as_plain_values(cast, bag, tmp_path):
    def change(found):
        found["records"] = [
            one
            | {
                "name": "../" + one["name"],
                "title": "a\x00b\ud800",
                "medium": "stone",
                "sort": "picture",
                "retention": "never",
                "month": "2026-13",
                "counted_from": "soon",
                "accepted_at": None,
                "box": "b" * 900,
                "folder": {"number": "1.1.1.1.1", "name": "\x07"},
            }
            for one in found["records"]
        ]

    intake = taken(cast, came(cast, changed(bag, tmp_path, change)))
    assert intake.taken == 4, intake.error
    for item in Item.objects.select_related("document", "folder"):
        assert "/" not in item.name
        assert item.document.title == "a b"
        assert (item.retention, item.month, item.counted_from) == ("permanent", None, None)
        assert (len(item.box), item.folder.name, item.folder.number) == (40, "未命名", "01")
        assert item.sort in ("text", "contract")


def test_what_the_archive_has_already_is_left_out_or_comes_in_as_the_custodian_chooses(cast):
    data = sent(cast, holdings(cast))
    first = taken(cast, came(cast, data))
    assert (first.taken, first.left_out) == (1, 3)
    assert Item.objects.filter(intake=first).get().name == "合同"
    emptied()
    Intake.objects.filter(pk=first.pk).update(fingerprint="another")
    data = sent(cast, holdings(cast))
    second = taken(cast, came(cast, data), known="take")
    assert (second.taken, second.left_out) == (4, 0)
    assert Item.objects.count() == 8


def test_a_bag_is_taken_in_once_and_the_second_is_told_when_and_by_whom(cast, bag, tmp_path):
    again = came(cast, changed(bag, tmp_path / "one", as_it_is), name="packed-anew.zip")
    taken(cast, came(cast, changed(bag, tmp_path / "two", as_it_is)))
    who = f"{clock.today():%F} by {cast.custodian}"
    with pytest.raises(StepsUnmet, match=who):
        actions.intake_confirm(intake=again, known="skip", by=cast.custodian)
    done = Intake.objects.get(state=N.TAKEN)
    same = SimpleUploadedFile("x.zip", store.path_of(done.file).read_bytes())
    with pytest.raises(BadValue, match=who):
        actions.intake_open(upload=same, by=cast.custodian)
    assert Item.objects.count() == 4


def test_of_two_that_were_confirmed_the_later_worker_writes_nothing(cast, bag, tmp_path):
    pair = [
        came(cast, changed(bag, tmp_path / name, as_it_is), name=f"{name}.zip")
        for name in ("one", "two")
    ]
    assert pair[0].fingerprint == pair[1].fingerprint
    for intake in pair:
        actions.intake_confirm(intake=intake, known="take", by=cast.custodian)
    for intake in pair:
        assert actions.intake_work(intake.pk)
    pair = [Intake.objects.get(pk=one.pk) for one in pair]
    assert [one.state for one in pair] == [N.TAKEN, N.PREVIEW]
    assert "taken in already" in pair[1].error
    assert (Item.objects.count(), Folder.objects.count()) == (4, 3)


def test_a_worker_that_dies_half_way_leaves_nothing_and_the_next_one_does_it_once(
    cast, previewed, monkeypatch
):
    intake = previewed
    actions.intake_confirm(intake=intake, known="skip", by=cast.custodian)
    write, written = writing._write, []

    def dies(*given, **more):
        written.append(write(*given, **more))
        if len(written) == 3:
            raise SystemExit
        return written[-1]

    monkeypatch.setattr(writing, "_write", dies)
    with pytest.raises(SystemExit):
        actions.intake_work(intake.pk)
    assert (len(written), Item.objects.count(), Folder.objects.count()) == (3, 0, 0)
    monkeypatch.setattr(writing, "_write", write)
    assert actions.intakes_waiting() == 1
    assert actions.intake_work(intake.pk)
    assert not actions.intake_work(intake.pk)
    assert (Item.objects.count(), actions.intakes_waiting()) == (4, 0)


def test_after_three_attempts_the_custodian_is_told_and_may_try_again(cast, previewed, monkeypatch):
    intake = previewed
    actions.intake_confirm(intake=intake, known="skip", by=cast.custodian)

    def full(*_given):
        raise OSError("disk full")

    monkeypatch.setattr(actions, "records_write", full)
    for _attempt in range(actions.MOST_ATTEMPTS):
        with pytest.raises(OSError, match="disk full"):
            actions.intake_work(intake.pk)
    assert actions.intake_work(intake.pk)
    monkeypatch.undo()
    intake = Intake.objects.get(pk=intake.pk)
    assert intake.state == N.PREVIEW
    assert intake.error
    assert taken(cast, intake).taken == 4


def test_a_bag_that_never_gets_verified_is_refused_in_words(cast, bag, monkeypatch):
    upload = SimpleUploadedFile("a.zip", bag)
    intake = actions.intake_open(upload=upload, by=cast.custodian)
    assert actions.intake_open(upload=upload, by=cast.custodian) == intake
    Intake.objects.filter(pk=intake.pk).update(attempts=actions.MOST_ATTEMPTS)
    assert actions.intake_work(intake.pk)
    intake = Intake.objects.get(pk=intake.pk)
    assert (intake.state, bool(intake.error)) == (N.REFUSED, True)


def test_an_altered_bag_is_refused_by_its_first_bad_file(cast, bag):
    at = bag.index(b"%PDF") + 30
    intake = came(cast, bag[:at] + bytes([bag[at] ^ 1]) + bag[at + 1 :])
    assert intake.state == N.REFUSED
    assert intake.error
    assert not IntakeContents.objects.get(intake=intake).records
    assert Message.objects.filter(recipient=cast.custodian).exists()


def test_bytes_that_changed_on_the_disk_since_are_found_before_anything_comes_in(cast, bag):
    intake = came(cast, bag)
    actions.intake_confirm(intake=intake, known="skip", by=cast.custodian)
    path = store.path_of(intake.file)
    path.chmod(0o600)
    path.write_bytes(bag.replace(b"%PDF", b"%PDG"))
    assert actions.intake_work(intake.pk)
    intake = Intake.objects.get(pk=intake.pk)
    assert (intake.state, bool(intake.error), Item.objects.count()) == (N.PREVIEW, True, 0)
    path.write_bytes(bag)


def test_another_bag_than_was_verified_does_not_come_in(cast, previewed):
    Intake.objects.filter(pk=previewed.pk).update(fingerprint="another")
    done = taken(cast, Intake.objects.get(pk=previewed.pk))
    assert (done.state, Item.objects.count()) == (N.PREVIEW, 0)
    assert done.error


def test_what_is_too_big_is_refused_with_its_size(cast, bag, settings, monkeypatch):
    monkeypatch.setattr(verifying, "MOST_METADATA", 10)
    assert came(cast, bag).state == N.REFUSED
    settings.FILES_MAX_BYTES = 1000
    with pytest.raises(BadValue, match="too large"):
        actions.intake_open(upload=SimpleUploadedFile("b.zip", bag), by=cast.custodian)
    with pytest.raises(BadValue):
        actions.intake_open(upload=SimpleUploadedFile("b.pdf", b"x"), by=cast.custodian)


def test_a_department_that_is_not_here_keeps_the_bag_out(cast, bag, tmp_path):
    def change(found):
        found["records"][0]["department"] = {"code": "elsewhere", "name": "外部门"}

    intake = came(cast, changed(bag, tmp_path, change))
    with pytest.raises(StepsUnmet, match="外部门"):
        actions.intake_confirm(intake=intake, known="skip", by=cast.custodian)
    Department.objects.create(code="elsewhere", name="外部门")
    intake = actions.intake_confirm(intake=intake, known="skip", by=cast.custodian)
    Department.objects.filter(code="elsewhere").delete()
    assert actions.intake_work(intake.pk)
    intake = Intake.objects.get(pk=intake.pk)
    assert (intake.state, Item.objects.count()) == (N.PREVIEW, 0)
    assert "elsewhere" in intake.error


def test_a_bag_of_no_records_is_refused(cast, bag, tmp_path):
    data = changed(bag, tmp_path, lambda said: said.update(records=[]))
    assert came(cast, data).state == N.REFUSED


def test_everything_stands_in_the_log(cast, intake):
    steps = LogEntry.objects.filter(matter=intake).order_by("pk").values_list("step", "by")
    assert list(steps) == [
        ("begin", cast.custodian.pk),
        ("bag_found_whole", None),
        ("take_in", cast.custodian.pk),
        ("records_taken", None),
    ]
    entry = LogEntry.objects.get(matter=intake, step="records_taken")
    assert (entry.values["taken"], entry.values["left_out"]) == (4, 0)


def test_what_the_custodian_drops_does_not_come_in(cast, previewed):
    intake = perform(previewed.drop_bag, by=cast.custodian, reason="不属于本协会")
    assert (intake.state, actions.intake_work(intake.pk)) == (N.DROPPED, False)
