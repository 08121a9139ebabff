"""Bags for the tests of taking in: sent by the small association, its own rows then removed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import bagit
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from archive.bags.actions import bag_ask, bag_make
from archive.bags.records import Bag
from archive.intakes.actions import intake_confirm, intake_open, intake_work
from archive.intakes.models import Intake
from archive.kinds import Medium
from archive.records import Folder, Item
from tests.archive.association import Cast
from tests.archive.holdings import folder, record
from zsa_portal.documents import store
from zsa_portal.documents.queries import newest_versions
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.workflow.models import Level

PURPOSE = "移交市档案馆"


def two_pages() -> bytes:
    """Another PDF than a record has by itself."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


def holdings(cast: Cast) -> Folder:
    """A folder below another: a file of each level, two of the same bytes, a paper original."""
    home, by = cast.department, cast.archivist
    folder(home, by, "01", name="标准项目")
    above = folder(home, by, "01.02", name="论证会", parent=folder(home, by, "01"))
    folder(home, by, "01.02.01", name="会议纪要", parent=above, person_reason="王某专家工作室")
    given: dict[str, Any] = {"number": "01.02.01", "sort": "text", "retention": "10"}
    same = blank_pdf()
    record(
        home, by, "通知.pdf", level=Level.PUBLIC, number="01.02",
        entry="subcommittee_notices", remark="第一次", counted_from=2020, body=same,
    )  # fmt: skip
    record(
        home, by, "周报.pdf", **given, body=same, entry="weekly_report", pdf_reason="只有扫描件"
    )  # fmt: skip
    record(
        home, by, "名单.pdf", **given, level=Level.CONFIDENTIAL, body=two_pages(),
        entry="subcommittee_rosters", name_reason="外部名称",
    )  # fmt: skip
    record(
        home, by, "合同", number="01.02", medium=Medium.PAPER, box="3", shelf="A1",
        sort="contract", entry="comparison_reports", retention="permanent",
    )  # fmt: skip
    return above


def sent(cast: Cast, above: Folder) -> bytes:
    """The zip of a folder's bag."""
    bag = bag_ask(folder=above, purpose=PURPOSE, by=cast.custodian)
    assert bag_make(bag.pk)
    bag.refresh_from_db()
    assert bag.file is not None, bag.error
    return store.path_of(bag.file).read_bytes()


def emptied() -> None:
    """An archive with nothing in it."""
    Item.objects.all().delete()
    Bag.objects.all().delete()
    for one in Folder.objects.order_by("-number"):
        one.delete()


def came(cast: Cast, data: bytes, name: str = "zsa-bag.zip") -> Intake:
    """A bag that was given in, and that a worker looked at."""
    intake = intake_open(upload=SimpleUploadedFile(name, data), by=cast.custodian)
    assert intake_work(intake.pk)
    return Intake.objects.get(pk=intake.pk)


def taken(cast: Cast, intake: Intake, known: str = "skip") -> Intake:
    """The same, confirmed, and taken in by a worker."""
    intake_confirm(intake=intake, known=known, by=cast.custodian)
    assert intake_work(intake.pk)
    return Intake.objects.get(pk=intake.pk)


def changed(data: bytes, work: Path, change: Any) -> bytes:
    """The bag made anew, whole, after ``change`` was called with its metadata."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        old.extractall(work)
    payload = work / "payload"
    (work / "bag" / "data").rename(payload)
    place = payload / "metadata.json"
    said = json.loads(place.read_text(encoding="utf-8"))
    change(said)
    place.write_text(json.dumps(said), encoding="utf-8")
    bagit.make_bag(str(payload), {"External-Identifier": work.name}, checksums=["sha256"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for path in payload.rglob("*"):
            new.write(path, f"bag/{path.relative_to(payload)}")
    return out.getvalue()


def as_it_is(_said: Any) -> None:
    """Changes nothing: the same bag, packed anew."""


def metadata() -> list[dict[str, Any]]:
    """Everything that the archive says of its records, without keys, numbers of folders and days."""
    items = list(
        Item.objects.filter(state="accepted").select_related("document", "folder", "department")
    )
    versions = newest_versions([item.document_id for item in items])
    rows = [
        {name: getattr(item, name) for name in SAME}
        | {
            "path": path_names(item.folder),
            "reasons": item.folder.person_reason,
            "department": item.department.code,
            "year": item.folder.year,
            "title": item.document.title,
            "level": item.document.level,
            "kind": item.medium == Medium.PAPER,
            "owner": item.document.owner_id,
            "month": item.month,
            "counted_from": item.counted_from or item.accepted_at.year,
            "sha256": versions[item.document_id].file.sha256
            if item.document_id in versions
            else "",
        }
        for item in items
    ]
    return sorted(rows, key=lambda one: one["name"])


SAME = (
    *("name", "medium", "sort", "entry", "retention", "remark", "box", "shelf"),
    *("name_reason", "level_reason", "pdf_reason"),
)


def path_names(place: Folder | None) -> list[str]:
    """The names of a folder and of those above it, from the uppermost."""
    return [*path_names(place.parent), place.name] if place else []
