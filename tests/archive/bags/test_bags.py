"""A folder or project leaves as a bag: what it holds, who has it, and what stands in the logs."""

from __future__ import annotations

import io
import json
import zipfile

import bagit
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.bags import actions, making
from archive.bags.records import Bag
from archive.bags.verifying import verified
from archive.kinds import Medium
from archive.records import Item
from tests.archive.holdings import folder, record
from zsa_portal.documents import store
from zsa_portal.documents.models import ReadLog
from zsa_portal.workflow.models import Level, LogEntry
from zsa_portal.workflow.refusals import BadValue

PURPOSE = "移交市档案馆"


@pytest.fixture
def held_folder(cast):
    """A folder with one below it: a file of each level, two of one name, a paper original."""
    home, by = cast.department, cast.archivist
    above = folder(home, by, "01", name="论证会")
    folder(home, by, "01.01", name="会议纪要", parent=above)
    record(home, by, "通知.pdf", level=Level.PUBLIC)
    record(home, by, "纪要.pdf", number="01.01")
    record(home, by, "名单.pdf", level=Level.CONFIDENTIAL, number="01.01")
    record(home, by, "名单.pdf", level=Level.CONFIDENTIAL, number="01.01")
    record(home, by, "合同", medium=Medium.PAPER, box="3", shelf="A1", sort="contract")
    record(home, by, "别处.pdf", number="02")
    record(home, by, "未归.pdf", state=Item.State.LISTED, accepted_at=None)
    return above


def made(bag: Bag) -> Bag:
    assert actions.bag_make(bag.pk)
    bag.refresh_from_db()
    return bag


def unpacked(bag: Bag, place):
    with zipfile.ZipFile(store.path_of(bag.file)) as archive:
        archive.extractall(place)
    return place / "bag"


def test_a_folder_leaves_with_those_below_it_as_a_valid_bag(cast, held_folder, tmp_path):
    bag = made(actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian))
    assert (bag.state, bag.total, bag.done) == (Bag.State.READY, 5, 5)
    place = unpacked(bag, tmp_path)
    found = bagit.Bag(str(place))
    assert found.is_valid()
    assert found.algorithms == ["sha256"]
    assert found.info["Internal-Sender-Description"] == PURPOSE
    files = {path.name: path for path in (place / "data").rglob("*") if path.is_file()}
    assert set(files) == {
        "通知.pdf", "纪要.pdf", "名单.pdf", "名单 (2).pdf",
        making.METADATA, making.LIST_XLSX, making.LIST_PDF,
    }  # fmt: skip
    assert files["纪要.pdf"].parent.name == "01.01 会议纪要"
    assert files["纪要.pdf"].parent.parent.name == "01 论证会"
    assert files[making.LIST_PDF].read_bytes().startswith(b"%PDF")


def test_the_bag_says_level_and_checksum_of_every_record(cast, held_folder, tmp_path):
    bag = made(actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian))
    data = unpacked(bag, tmp_path) / "data"
    said = json.loads((data / making.METADATA).read_text(encoding="utf-8"))
    assert said["format"] == making.FORMAT
    levels = {one["name"]: one["level"] for one in said["records"]}
    assert levels == {
        "通知.pdf": "public",
        "纪要.pdf": "restricted",
        "名单.pdf": "confidential",
        "合同": "restricted",
    }
    for one in said["records"]:
        if one["medium"] == Medium.ELECTRONIC:
            path = data.parent / one["path"]
            assert path.stat().st_size == one["size"]
            assert store.path_of(store.File.objects.get(sha256=one["sha256"])).is_file()
    paper = next(one for one in said["records"] if one["name"] == "合同")
    assert (paper["box"], paper["shelf"], paper["path"]) == ("3", "A1", "")
    sheet = openpyxl.load_workbook(data / making.LIST_XLSX).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:5] == ("部门", "年度", "文件夹", "文件名", "保密级别")
    assert {row[4] for row in rows[1:]} == {"公开", "秘密", "机密"}


def test_only_the_custodian_asks_for_a_bag_and_has_it(cast, held_folder):
    for user in (cast.archivist, cast.head, cast.secretary_general, cast.quality):
        with pytest.raises(PermissionDenied):
            actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=user)
    bag = made(actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian))
    with pytest.raises(PermissionDenied):
        actions.bag_leave(bag=bag, by=cast.head)
    client = Client()
    client.force_login(cast.head)
    assert client.get(reverse("archive:bag_file", args=[bag.pk])).status_code == 403


def test_what_the_custodian_may_not_have_does_not_leave(cast, held_folder, monkeypatch):
    monkeypatch.setattr(actions, "withheld_from", lambda _rows, _user: 1)
    with pytest.raises(PermissionDenied):
        actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian)
    assert not Bag.objects.exists()


def test_asking_and_leaving_stand_in_the_logs(cast, held_folder):
    bag = made(actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian))
    client = Client()
    client.force_login(cast.custodian)
    answer = client.get(reverse("archive:bag_file", args=[bag.pk]))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    steps = LogEntry.objects.filter(step__startswith="bag_").order_by("pk")
    assert [(one.step, one.reason) for one in steps] == [
        ("bag_ask", PURPOSE),
        ("bag_leave", PURPOSE),
    ]
    assert sorted(ReadLog.objects.values_list("level", flat=True)) == [
        "confidential",
        "confidential",
        "restricted",
    ]


def test_a_bag_of_nothing_or_for_no_purpose_is_refused(cast):
    empty = folder(cast.department, cast.archivist, "09")
    with pytest.raises(BadValue, match="Nothing of it"):
        actions.bag_ask(folder=empty, purpose=PURPOSE, by=cast.custodian)
    with pytest.raises(BadValue, match="for whom"):
        actions.bag_ask(folder=empty, purpose="  ", by=cast.custodian)


def test_a_bag_with_a_changed_file_fails_by_name_and_nothing_is_stored(cast, held_folder):
    bag = actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian)
    item = Item.objects.get(name="纪要.pdf")
    path = store.path_of(item.document.versions.get().file)
    path.chmod(0o600)
    before = path.read_bytes()
    path.write_bytes(b"x")
    try:
        made(bag)
    finally:
        path.write_bytes(before)
    assert (bag.state, bag.file) == (Bag.State.FAILED, None)


def test_a_bag_is_made_once_and_after_three_attempts_it_has_failed(cast, held_folder, monkeypatch):
    bag = made(actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian))
    assert not actions.bag_make(bag.pk)
    other = actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian)

    def full(*_given):
        raise OSError("disk full")

    monkeypatch.setattr(making, "make", full)
    for _attempt in range(actions.MOST_ATTEMPTS):
        with pytest.raises(OSError, match="disk full"):
            actions.bag_make(other.pk)
    assert not actions.bag_make(other.pk)
    other.refresh_from_db()
    assert other.state == Bag.State.FAILED


def test_the_pages_of_a_bag(cast, held_folder):
    client = Client()
    client.force_login(cast.custodian)
    ask = reverse("archive:bag_folder", args=[held_folder.pk])
    assert "5 records in the archive" in client.get(ask).content.decode()
    assert client.post(ask, {"purpose": ""}).status_code == 422
    answer = client.post(ask, {"purpose": PURPOSE})
    bag = Bag.objects.get()
    assert answer.url == reverse("archive:bag", args=[bag.pk])
    assert "is being made" in client.get(answer.url).content.decode()
    assert client.get(reverse("archive:bag_file", args=[bag.pk])).status_code == 404
    made(bag)
    assert "Save the bag" in client.get(answer.url).content.decode()
    assert "论证会" in client.get(reverse("archive:bags")).content.decode()
    assert client.get(reverse("archive:bag_project", args=[held_folder.pk])).status_code == 404
    client.force_login(cast.head)
    for url in (ask, answer.url, reverse("archive:bags")):
        assert client.get(url).status_code == 403


@pytest.fixture
def bag_bytes(cast, held_folder) -> bytes:
    """The zip of a bag that this portal made."""
    bag = made(actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian))
    return store.path_of(bag.file).read_bytes()


def changed(data: bytes, member: str, content: bytes | None, more: str = "") -> bytes:
    """The zip with a member's bytes replaced, or taken out, or one put in under the name ``more``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            if not one.endswith(member):
                new.writestr(one, old.read(one))
            elif content is not None:
                new.writestr(one, content)
        if more:
            new.writestr(more, b"more")
    return out.getvalue()


def sent(data: bytes, name: str = "bag.zip"):
    return verified(SimpleUploadedFile(name, data))


def test_a_bag_of_this_portal_verifies_with_levels_and_duplicates_named(bag_bytes):
    found = sent(bag_bytes)
    assert len(found) == 5
    levels = {one.name: one.level for one in found}
    assert levels["名单.pdf"] == Level.CONFIDENTIAL
    assert all(one.here is not None for one in found if one.sha256)
    Item.objects.update(state=Item.State.DISPOSED)
    assert not any(one.here for one in sent(bag_bytes))


def test_a_record_named_without_an_ending_is_bagged_and_verified(cast, held_folder, tmp_path):
    record(cast.department, cast.archivist, "1.2 总则")
    bag = made(actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian))
    data = store.path_of(bag.file).read_bytes()
    found = {one.name: one for one in sent(data)}
    assert found["1.2 总则"].here is not None
    names = {path.name for path in unpacked(bag, tmp_path).rglob("*.pdf")}
    assert "1.2 总则.pdf" in names


@pytest.mark.parametrize("name", ["工具.exe", "工具.html"])
def test_a_name_of_a_program_is_refused_whatever_its_file_lies_as(bag_bytes, tmp_path, name):
    with pytest.raises(BadValue, match="of programs or web pages"):
        sent(remade(bag_bytes, tmp_path, algorithm="sha256", name=name))


@pytest.mark.parametrize(
    ("member", "content", "more", "said"),
    [
        ("纪要.pdf", b"altered", "", "纪要.pdf"),
        ("纪要.pdf", None, "", "纪要.pdf"),
        ("metadata.json", b"{}", "", "metadata.json"),
        ("nothing", None, "bag/data/extra.txt", "extra.txt"),
        ("bagit.txt", None, "", "bagit.txt is missing"),
        ("nothing", None, "../outside.txt", "leads outside"),
    ],
)
def test_a_bag_that_is_not_whole_is_refused_by_its_first_bad_file(
    bag_bytes, member, content, more, said
):
    before = set(store.File.objects.values_list("pk", flat=True))
    with pytest.raises(BadValue, match=said):
        sent(changed(bag_bytes, member, content, more))
    assert set(store.File.objects.values_list("pk", flat=True)) == before


def remade(data: bytes, work, *, algorithm: str, **values: str) -> bytes:
    """The zip as a whole bag again, with other values in each record's metadata, by another checksum."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        old.extractall(work)
    payload = work / "payload"
    (work / "bag" / "data").rename(payload)
    place = payload / "metadata.json"
    said = json.loads(place.read_text(encoding="utf-8"))
    said["records"] = [one | values for one in said["records"]]
    place.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    bagit.make_bag(str(payload), checksums=[algorithm])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for path in payload.rglob("*"):
            new.write(path, f"bag/{path.relative_to(payload)}")
    return out.getvalue()


@pytest.mark.parametrize(
    ("algorithm", "values"),
    [("sha256", {"path": ""}), ("sha256", {"path": "data/nothing.pdf"}), ("md5", {})],
)
def test_no_record_names_bytes_that_the_bag_does_not_prove(bag_bytes, tmp_path, algorithm, values):
    assert len(sent(remade(bag_bytes, tmp_path / "as it is", algorithm="sha256"))) == 5
    with pytest.raises(BadValue, match="no valid bag"):
        sent(remade(bag_bytes, tmp_path / "forged", algorithm=algorithm, **values))


def test_what_is_no_zip_is_refused_and_the_page_says_why(cast, bag_bytes):
    client = Client()
    client.force_login(cast.custodian)
    url = reverse("archive:bag_verify")
    for name, data in (("bag.zip", b"no zip"), ("bag.docx", bag_bytes)):
        answer = client.post(url, {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 422
    answer = client.post(url, {"file": SimpleUploadedFile("bag.zip", bag_bytes)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "every checksum is equal" in page
    assert "名单.pdf" in page
    client.force_login(cast.head)
    assert client.get(url).status_code == 403


def test_the_page_of_a_bag_that_could_not_be_made_leads_to_asking_for_it_again(cast, held_folder):
    bag = actions.bag_ask(folder=held_folder, purpose=PURPOSE, by=cast.custodian)
    client = Client()
    client.force_login(cast.custodian)
    again = f'href="{reverse("archive:bag_folder", args=[held_folder.pk])}"'
    assert again not in client.get(reverse("archive:bag", args=[bag.pk])).content.decode()
    Bag.objects.filter(pk=bag.pk).update(state=Bag.State.FAILED, error="磁盘空间不足")
    assert again in client.get(reverse("archive:bag", args=[bag.pk])).content.decode()
