"""Files sent in bulk: whole or not at all, never twice, each refusal with the file's name."""

from __future__ import annotations

import errno
import hashlib
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.filing.actions import filing_open
from archive.filing.collecting.actions import intake
from archive.filing.collecting.actions.intake import file_add
from archive.filing.collecting.actions.rows import items_remove
from archive.filing.collecting.actions.taking import papers_take
from archive.filing.collecting.records import Received
from archive.filing.levels import proposed_level
from archive.kinds import Sort
from archive.records import Folder, Item
from tests.archive.filing.collecting.conftest import MARCH
from tests.archive.filing.collecting.matters import matter_of, paper_of
from tests.zsa_portal.documents import making
from tests.zsa_portal.documents.test_kept_kinds import KEPT
from zsa_portal.documents import store
from zsa_portal.documents.models import Document, File
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue, NotNow

FULL = OSError(errno.ENOSPC, "No space left on device")


def stored():
    """How many rows, documents and files there are."""
    return Item.objects.count(), Document.objects.count(), File.objects.count()


def sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def post(filing, cast):
    """Send to an address of the filing as a user, the archivist unless named."""

    def post(name, data, user=None, **more):
        client = Client(raise_request_exception=False)
        client.force_login(user or cast.archivist)
        return client.post(reverse(f"archive:{name}", args=[filing.pk]), data, **more)

    return post


@pytest.mark.rule("A14b")
def test_a_file_is_listed_confidential_until_its_kind_has_a_level(send, cast):
    row = send("说明.txt").item
    assert row.document.level == proposed_level(cast.department, "") == Level.CONFIDENTIAL
    assert (row.document.owner, row.folder.name) == (cast.department, "标准宣贯")


def test_sub_folders_become_folders(send, folder):
    send(path="资料/会议/说明.txt")
    send("二.txt", b"two", path="资料/会议/二.txt")
    assert list(Folder.objects.order_by("number").values_list("number", "name")) == [
        ("01", "标准宣贯"),
        ("01.01", "资料"),
        ("01.01.01", "会议"),
    ]
    send("三.txt", b"three", folder=None, path="另/三.txt")
    assert Folder.objects.get(number="02").name == "另"


@pytest.mark.parametrize(
    "path", ["../../etc/说明.txt", "a\\..\\说明.txt", "/说明.txt", "./a/说明.txt"]
)
def test_a_path_never_leaves_the_folder(send, path):
    row = send(path=path).item
    assert (row.name, row.folder.number[:2]) == ("说明.txt", "01")


@pytest.mark.rule("A08b")
def test_a_fifth_level_is_refused_and_nothing_of_the_file_stays(send):
    before = stored()
    with pytest.raises(RuleUnmet, match="at most 4"):
        send(path="二/三/四/五/说明.txt")
    assert stored()[:2] == before[:2]
    assert send(path="二/三/四/说明.txt").item.folder.depth == 4


def test_the_same_bytes_are_named_and_not_stored_twice(send):
    first = send()
    for name in ("说明.txt", "别名.txt"):
        again = send(name, path="别处/x.txt")
        assert (again.new, again.item) == (False, first.item)
    assert (Item.objects.count(), Received.objects.count()) == (1, 1)


def test_what_was_taken_off_may_be_sent_again(send, filing, cast):
    first = send().item
    items_remove(filing=filing, keys=[first.pk], by=cast.archivist)
    assert Document.objects.get().withdrawn_at is not None
    assert send().new


def test_two_requests_at_once_make_one_row(send):
    """Both looked before either stored; the second finds the first's row under the lock."""
    first = send()
    with mock.patch.object(intake, "_known", side_effect=[None, first.item]):
        again = send()
    assert (again.new, again.item, Item.objects.count()) == (False, first.item, 1)


def test_what_a_matter_brought_is_not_stored_twice(send, filing, cast):
    paper = paper_of(matter_of(cast.department, "甲项目"), cast.clerk, name="a.txt")
    papers_take(filing=filing, keys=[f"d{paper.pk}"], by=cast.archivist)
    with store.open_file(paper.versions.get().file) as stream:
        again = send("别名.txt", stream.read())
    assert (again.new, again.item.document) == (False, paper)


def test_what_was_disposed_of_may_be_sent_again(send):
    first = send().item
    Item.objects.update(state=Item.State.DISPOSED)
    again = send("又.txt")
    assert (again.new, Received.objects.get().item) == (True, again.item)
    assert again.item != first


def test_a_cleaned_file_is_known_by_what_was_sent(send, folder):
    data = making.image_bytes("JPEG")

    def cleaned(path, _name, _accept):
        path.write_bytes(b"clean")
        return store.looking.Looked("image/jpeg", "cleaned")

    with mock.patch.object(store.looking, "at", cleaned):
        assert send("a.jpg", data).new
        assert not send("a.jpg", data).new
    assert Received.objects.get().sha256 == sum_of(data)


def test_another_file_of_the_same_name_is_refused_by_name(send):
    send()
    with pytest.raises(BadValue, match="说明"):
        send(data=b"other")
    assert Item.objects.count() == 1


def test_what_did_not_arrive_whole_is_refused(send):
    before = stored()
    with pytest.raises(BadValue, match="did not arrive whole"):
        send(data=b"hal", sha256=sum_of(b"half"))
    assert stored() == before
    assert send(data=b"half", sha256=sum_of(b"half")).new


@pytest.mark.parametrize("place", ["_write", "_keep"])
def test_a_full_disk_names_the_file_and_keeps_nothing(send, place):
    kept = send("一.txt", b"one").item
    before = stored()
    with mock.patch.object(store, place, side_effect=FULL), pytest.raises(NotNow, match="二"):
        send("二.txt", b"two")
    assert stored() == before
    assert store.intact(kept.document.versions.get().file)
    assert send("二.txt", b"two").new


@pytest.mark.parametrize(("name", "sort"), [("邮件.eml", Sort.MAIL), ("图.dxf", Sort.DRAWING)])
def test_kinds_of_the_regulation_are_taken(send, name, sort):
    assert send(name, KEPT[name][0]).item.sort == sort


def test_a_dropped_connection_leaves_what_was_sent_and_the_rest_is_asked_for(post, folder, filing):
    files = {f"{number}.txt": f"file {number}".encode() for number in range(5)}
    for name, data in list(files.items())[:2]:
        sent = SimpleUploadedFile(name, data)
        answer = post("upload_one", {"file": sent, "folder": folder.pk, "no_state_secrets": "on"})
        assert answer.status_code == 200
    sums = {name: sum_of(data) for name, data in files.items()}
    asked = post(
        "upload_known", {"checksums": list(sums.values())}, content_type="application/json"
    )
    known = asked.json()["known"]
    assert set(known) == {sums["0.txt"], sums["1.txt"]}
    for name, data in files.items():
        sent = SimpleUploadedFile(name, data)
        given = {"file": sent, "folder": folder.pk, "no_state_secrets": "on", "sha256": sums[name]}
        assert post("upload_one", given).status_code == 200
    assert filing.items.count() == 5


def test_a_refused_file_is_answered_in_words(post, folder):
    sent = SimpleUploadedFile("a.exe", b"MZ")
    answer = post("upload_one", {"file": sent, "folder": folder.pk, "no_state_secrets": "on"})
    assert answer.status_code == 422
    assert "a.exe" in answer.json()["error"]
    no_tick = post("upload_one", {"file": SimpleUploadedFile("a.txt", b"a"), "folder": folder.pk})
    assert no_tick.status_code == 422
    assert post("upload_known", "no json", content_type="application/json").status_code == 400
    with mock.patch.object(store, "_write", side_effect=FULL):
        sent = SimpleUploadedFile("b.txt", b"b")
        full = post("upload_one", {"file": sent, "folder": folder.pk, "no_state_secrets": "on"})
    assert (full.status_code, "b.txt" in full.json()["error"]) == (503, True)
    assert Item.objects.count() == 0


def test_a_few_files_without_script(post, folder):
    files = [SimpleUploadedFile("一.txt", b"1"), SimpleUploadedFile("二.exe", b"MZ")]
    page = post("upload", {"documents": files, "folder": folder.pk, "no_state_secrets": "on"})
    assert page.status_code == 422
    assert "二.exe" in page.content.decode()
    assert Item.objects.get().name == "一.txt"
    files = [SimpleUploadedFile("三.txt", b"3"), SimpleUploadedFile("一.txt", b"1")]
    again = post("upload", {"documents": files, "folder": folder.pk, "no_state_secrets": "on"})
    assert again.status_code == 302
    assert Item.objects.count() == 2


def test_only_the_archivist_sends(post, cast, folder):
    for user in (cast.head, cast.clerk, cast.other_clerk):
        for name in ("upload_one", "upload", "upload_known"):
            assert post(name, {}, user=user).status_code == 403
    assert Item.objects.count() == 0


def test_another_departments_files_are_not_told(send, cast):
    send(data=b"secret")
    other = filing_open(department=cast.other_department, month=MARCH, by=None)
    assert intake.files_known(filing=other, checksums=[sum_of(b"secret")]) == {}


def test_the_folder_is_asked_for(filing, cast):
    with pytest.raises(BadValue, match="Choose the folder"):
        file_add(filing=filing, upload=SimpleUploadedFile("a.txt", b"a"), by=cast.archivist)
