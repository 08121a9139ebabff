"""The bag itself: files under their folders, the list, the metadata, the checksums (BagIt, RFC 8493)."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from archive.bags import plain
from archive.filing.listing import marks_of
from archive.records import Folder, Item
from zsa_portal.documents import contents, render, store
from zsa_portal.documents.models import Version
from zsa_portal.documents.zipping import free_place
from zsa_portal.regulations import clock
from zsa_portal.ui.xlsx import Column, workbook
from zsa_portal.workflow.models import Matter

METADATA = "metadata.json"
LIST_XLSX, LIST_PDF = "归档清单.xlsx", "归档清单.pdf"
FORMAT = "zsa-archive-bag/1"
IN_PDF = 2000
"""The rows that the PDF of the list prints; the spreadsheet has all."""
HEADS = (
    "部门",
    "年度",
    "文件夹",
    "文件名",
    "保密级别",
    "载体",
    "保管期限",
    "备注",
    "校验码（SHA-256）",
)


class NotWhole(Exception):
    """A file of the bag is not what was stored; the text names it."""


class TooLarge(Exception):
    """The finished zip is larger than a portal takes in; the text says how large it is."""


def make(
    work: Path,
    target: Path,
    rows: Sequence[tuple[Item, Version | None]],
    info: dict[str, str],
    tell: Callable[[int], None],
) -> None:
    """Lay a bag out in an empty folder and write it as a zip; ``tell`` hears how many rows lie in it.

    Bytes are linked where they can be, so a bag takes its room once, as the zip. Raises NotWhole.
    """
    import bagit

    paths = paths_of([item.folder for item, _version in rows])
    taken: set[str] = set()
    described = []
    for done, (item, version) in enumerate(rows, start=1):
        place = _lay(work, item, version, paths[item.folder_id], taken)
        described.append(_described(item, version, place))
        tell(done)
    _write_lists(work, described, _described_folders(rows), info)
    bagit.make_bag(str(work), info, checksums=["sha256"])
    _zip(work, target)


def paths_of(folders: Sequence[Folder]) -> dict[int, tuple[Folder, ...]]:
    """Each folder with those above it, from the uppermost down."""
    known: dict[int, Folder] = {one.pk: one for one in folders}
    while above := {one.parent_id for one in known.values() if one.parent_id} - set(known):
        known |= Folder.objects.in_bulk(above)

    def path(one: Folder) -> tuple[Folder, ...]:
        return (*path(known[one.parent_id]), one) if one.parent_id else (one,)

    return {pk: path(one) for pk, one in known.items()}


def _described_folders(rows: Sequence[tuple[Item, Version | None]]) -> list[dict[str, Any]]:
    """The folders of the records and all above them, each once, so that the tree can be rebuilt."""
    homes = {item.folder_id: (item.folder, item.department) for item, _version in rows}
    paths = paths_of([folder for folder, _home in homes.values()])
    found = {
        (home.code, one.year, one.number): one
        for pk, (_folder, home) in homes.items()
        for one in paths[pk]
    }
    projects = {one.project_id for one in found.values() if one.project_id}
    numbers = dict(Matter.objects.filter(pk__in=projects).values_list("pk", "number"))
    return [
        {
            "department": code,
            "year": year,
            "number": number,
            "name": one.name,
            "person_reason": one.person_reason,
            "project": numbers.get(one.project_id or 0, ""),
        }
        for (code, year, number), one in sorted(found.items())
    ]


def _lay(
    work: Path,
    item: Item,
    version: Version | None,
    path: Sequence[Folder],
    taken: set[str],
) -> str:
    """Put a record's file under its folders; where it lies in the bag, empty for a paper original."""
    if version is None:
        return ""
    home = contents.safe_name(f"{item.department.name} {item.folder.year}")
    folders = [contents.safe_name(str(one)) for one in path]
    name = plain.file_name(contents.safe_name(item.name), version.name)
    place = free_place("/".join([home, *folders, name]), taken)
    target = work / place
    target.parent.mkdir(parents=True, exist_ok=True)
    if not store.intact(version.file):
        raise NotWhole(item.name)
    source = store.path_of(version.file)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return f"data/{place}"


def _described(item: Item, version: Version | None, place: str) -> dict[str, Any]:
    """What another archive needs to know of a record."""
    return {
        "path": place,
        "sha256": version.file.sha256 if version else "",
        "size": version.file.size if version else 0,
        "media_type": version.file.media_type if version else "",
        "name": item.name,
        "title": item.document.title,
        "level": item.document.level,
        "department": {"code": item.department.code, "name": item.department.name},
        "year": item.folder.year,
        "folder": {"number": item.folder.number, "name": item.folder.name},
        "medium": item.medium,
        "sort": item.sort,
        "entry": item.entry,
        "retention": item.retention,
        "retention_label": str(item.get_retention_display()),
        "medium_label": str(item.get_medium_display()),
        "remark": item.remark,
        "box": item.box,
        "shelf": item.shelf,
        "month": f"{item.month:%Y-%m}" if item.month else "",
        "accepted_at": item.accepted_at.isoformat() if item.accepted_at else "",
        "counted_from": counted_from(item),
        "name_reason": item.name_reason,
        "level_reason": item.level_reason,
        "pdf_reason": item.pdf_reason,
    }


def counted_from(item: Item) -> int | None:
    """The year from whose end a record's retention is counted, wherever it goes; None if unknown."""
    if item.counted_from is not None or item.accepted_at is None:
        return item.counted_from
    return clock.day_of(item.accepted_at).year


def _write_lists(
    work: Path,
    described: list[dict[str, Any]],
    folders: list[dict[str, Any]],
    info: dict[str, str],
) -> None:
    said = {
        "format": FORMAT,
        "made_at": clock.now().isoformat(),
        "info": info,
        "folders": folders,
        "records": described,
    }
    text = json.dumps(said, ensure_ascii=False, indent=1)
    (work / METADATA).write_text(text, encoding="utf-8")
    rows = list(_rows(described))
    heads = [Column(head) for head in HEADS]
    (work / LIST_XLSX).write_bytes(workbook(rows, heads, title="归档清单"))
    page = render_to_string(
        "forms/archive/bag_list.html",
        {"heads": HEADS, "rows": rows[:IN_PDF], "count": len(rows)}
        | {
            "description": info["External-Description"],
            "purpose": info["Internal-Sender-Description"],
        },
    )
    (work / LIST_PDF).write_bytes(render.pdf(page))


def _rows(described: list[dict[str, Any]]) -> Iterator[list[Any]]:
    for one in described:
        restricted, confidential = marks_of(one["level"])
        level = "机密" if confidential else "秘密" if restricted else "公开"
        place = " ".join(filter(None, (one["remark"], one["box"], one["shelf"])))
        yield [
            one["department"]["name"],
            one["year"],
            f"{one['folder']['number']} {one['folder']['name']}",
            one["name"],
            level,
            one["medium_label"],
            one["retention_label"],
            place,
            one["sha256"],
        ]


def _zip(work: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(work.rglob("*")):
            if path.is_file():
                archive.write(path, f"bag/{path.relative_to(work)}")
