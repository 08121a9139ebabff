"""The filing list (归档清单, 附件三): its rows under their folders, its columns and its checksum."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models.functions import Coalesce

from archive.kinds import Medium, Sort
from archive.records import Folder, Item
from archive.versions import newest_of_document
from zsa_portal.documents.levels import shown_level
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.regulations.rule import provision
from zsa_portal.ui.prepared import planned_once
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import Level

DIGITS = "零一二三四五六七八九"
COLUMNS = 4
"""The directory columns of 附件三; a list may have more or fewer (第八条第三款)."""
MOST_COLUMNS = 8
PRINTED: dict[str, str] = {Sort.CARRIER: "载体原件"}
"""Kinds of original that are no paper, as 备注 calls them."""
READ = (
    "pk", "level_asked", "folder_id", "folder__year", "folder__number", "name", "document__level", "medium",
    "remark", "sort", "box", "shelf", "state", "returned_for", "accepted_at", "document_id", "sha256",
    "version_id", "newest",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One row of a list.

    ``path`` are the names of its folders from the uppermost down, ``group`` the uppermost with its
    number; ``level_held`` is the level by which it is read now, higher than ``level`` while that waits
    for the head's approval; ``sha256`` is that of the file, of the version that
    was signed or else of the newest, empty for a paper original; ``outdated`` tells that a newer
    version than the signed one came since.
    """

    pk: int
    group: str
    path: tuple[str, ...]
    name: str
    level: str
    level_held: str
    medium: str
    remark: str
    state: str
    returned_for: str
    accepted_at: Any
    document: int
    sha256: str
    outdated: bool = False

    @property
    def marks(self) -> tuple[bool, bool]:
        """Whether the columns 秘密 and 机密 are ticked; see ``marks_of``."""
        return marks_of(self.level)

    @property
    def level_label(self) -> Any:
        """The level in words, as screens say it."""
        return shown_level(self.level)

    @property
    def is_paper(self) -> bool:
        """Whether it is a paper original."""
        return self.medium == Medium.PAPER

    @property
    def is_confidential(self) -> bool:
        """Whether its name is kept from those who take no part in the filing."""
        return self.level_held not in UNSEALED


@provision("A14b", otherwise=(False, False))
def marks_of(level: str) -> tuple[bool, bool]:
    """Whether the columns 秘密 and 机密 of a row are ticked; neither is 公开 (第十四条第二款)."""
    return level == Level.RESTRICTED, level == Level.CONFIDENTIAL


def lines_of(filing: Any) -> list[Line]:
    """The rows of a list in their order: year and number of the folder, then name; two queries."""
    return list(remembered(filing, "lines", lambda: _lines(filing)))


def _lines(filing: Any) -> list[Line]:
    rows = Item.objects.filter(filing=filing.pk).order_by()
    newest = newest_of_document()
    sha256 = Coalesce("version__file__sha256", newest_of_document("file__sha256"))
    asked = rows.annotate(newest=newest, sha256=sha256).values_list(*READ)
    with planned_once():
        found = [dict(zip(READ, row, strict=True)) for row in asked]
    found.sort(
        key=lambda row: (row["folder__year"], _place(row["folder__number"]), row["name"], row["pk"])
    )
    paths = _paths(filing, {row["folder__year"] for row in found})
    return [_line(row, paths[row["folder_id"]]) for row in found]


def _place(number: str) -> list[tuple[int, str]]:
    """A folder's number so that 2 comes before 10."""
    return [(int(part) if part.isdigit() else 0, part) for part in number.split(".")]


def _paths(filing: Any, years: Iterable[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Every folder of the department's years: its uppermost folder with number, and its path."""
    rows = Folder.objects.filter(department=filing.department_id, year__in=list(years)).order_by()
    values = rows.values_list("pk", "parent", "year", "number", "name")
    known: dict[int, tuple[Any, ...]] = {pk: tuple(rest) for pk, *rest in values}
    found: dict[int, tuple[str, tuple[str, ...]]] = {}

    def path(pk: int) -> tuple[str, tuple[str, ...]]:
        if pk not in found:
            parent, year, number, name = known[pk]
            above = path(parent) if parent else (f"{name}（{year}-{number}）", ())
            found[pk] = (above[0], (*above[1], name))
        return found[pk]

    return {pk: path(pk) for pk in known}


def _line(row: dict[str, Any], place: tuple[str, tuple[str, ...]]) -> Line:
    return Line(
        pk=row["pk"],
        group=place[0],
        path=place[1],
        name=row["name"],
        level=row["level_asked"] or row["document__level"],
        level_held=row["document__level"],
        medium=row["medium"],
        remark=_remark(row),
        state=row["state"],
        returned_for=row["returned_for"],
        accepted_at=row["accepted_at"],
        document=row["document_id"],
        sha256=row["sha256"] or "",
        outdated=row["version_id"] not in (None, row["newest"]),
    )


def _remark(row: dict[str, Any]) -> str:
    """What 备注 says: the remark, and of a paper original where it lies."""
    place = [f"盒{row['box']}" if row["box"] else "", f"架{row['shelf']}" if row["shelf"] else ""]
    what = PRINTED.get(row["sort"], "纸质原件")
    original = f"{what} {' '.join(filter(None, place))}" if row["medium"] == Medium.PAPER else ""
    return "；".join(part for part in (row["remark"], original.strip()) if part)


def deepest(lines: Sequence[Line]) -> int:
    """How many directory columns the rows need."""
    return max((len(line.path) for line in lines), default=1)


def checksum_of(filing: Any) -> str:
    """The SHA-256 of a list as it is printed, with the checksums of its files."""
    return checksum(filing, lines_of(filing))


def checksum(filing: Any, lines: Iterable[Line]) -> str:
    """The same where all rows of the list are at hand."""
    rows = [
        [line.document, line.group, line.path, line.name, line.level, line.remark, line.sha256]
        for line in lines
    ]
    head = [filing.department_id, str(filing.month), filing.directory_columns]
    return hashlib.sha256(json.dumps([head, rows], ensure_ascii=False).encode()).hexdigest()


def in_chinese(number: int) -> str:
    """A number from 1 to 99 as folders are counted: 一、十、二十一; larger ones in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    head = "" if tens == 0 else ("" if tens == 1 else DIGITS[tens]) + "十"
    return head + (DIGITS[ones] if ones else "")


def columns_of(number: int) -> list[str]:
    """The headings of so many directory columns: 一级目录, 二级目录 and so on."""
    return [f"{in_chinese(place)}级目录" for place in range(1, number + 1)]


def grouped(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The rows under the names of their uppermost folders, counted: 一、知识管理组（2026-01）."""
    for place, (name, rows) in enumerate(groupby(lines, key=lambda line: line.group), start=1):
        yield f"{in_chinese(place)}、{name}", list(rows)


def directories(line: Line, columns: int) -> list[str]:
    """A row's directory columns; what lies deeper than they are stands in the last one."""
    names = list(line.path)
    if len(names) > columns:
        names = [*names[: columns - 1], "／".join(names[columns - 1 :])]
    return [*names, *[""] * (columns - len(names))]
