"""The folders and levels with which a bag's records come in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from archive.bags.plain import NUMBER, Row
from archive.filing.collecting.numbering import part_of, siblings, under
from archive.records import Folder
from zsa_portal.documents.levels import HEIGHT, proposed
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Level, Matter

Names = Mapping[tuple[str, int, str], str]
NAMELESS = "未命名"


def path_of(record: Row, names: Names) -> list[tuple[str, str]]:
    """Numbers and names of a record's folders from the uppermost, as the bag has them.

    Where the bag does not name all of them, as one of an older portal, the record's own folder
    stands alone.
    """
    number, home = record["number"], (record["department"], record["year"])
    alone = [(number, record["folder"] or NAMELESS)]
    if not NUMBER.fullmatch(number):
        return alone
    parts = number.split(".")
    above = [".".join(parts[:count]) for count in range(1, len(parts))]
    if any((*home, one) not in names for one in above):
        return alone
    return [*((one, names[*home, one] or NAMELESS) for one in above), *alone]


class Grading:
    """The levels of records: never lower than the bag says, nor than the table of levels (附件二)."""

    def __init__(self) -> None:
        self._lowest: dict[tuple[str, str], str] = {}

    def of(self, record: Row) -> str:
        """The level that a record comes in with; one without a level is CONFIDENTIAL."""
        said = record["level"] or str(Level.CONFIDENTIAL)
        key = (record["department"], record["entry"])
        if key not in self._lowest:
            self._lowest[key] = proposed(*key).levels[0]
        return max(said, self._lowest[key], key=HEIGHT.__getitem__)


def raised(record: Row) -> bool:
    """Whether a record comes in with another level than the bag says, or the bag says none."""
    return bool(record["given"] != record["level"])


def projects_here(folders: Collection[Row], user: User) -> dict[str, Matter]:
    """The projects of this portal that the folders of a bag name, by number; one query.

    As far as a user may know of them; a number that several have names none.
    """
    numbers = {one.get("project", "") for one in folders} - {""}
    kinds = [kind for kind, machine in MACHINES.items() if machine.IS_PROJECT]
    rows = Matter.objects.visible_to(user).filter(number__in=numbers, kind__in=kinds)
    found: dict[str, list[Matter]] = {}
    for one in rows.order_by("pk"):
        found.setdefault(one.number, []).append(one)
    return {number: same[0] for number, same in found.items() if len(same) == 1}


class Tree:
    """Makes the folders of a bag: below the next free number of the department's year, once each.

    In a transaction that holds the departments. The order below an uppermost folder is the bag's.
    A folder is of the project that the bag names, where ``by`` knows it here, and of that of the
    folder in which it lies.
    """

    def __init__(self, folders: list[Row], by: User) -> None:
        self.by = by
        rows = {(one["department"], one["year"], one["number"]): one for one in folders}
        self.names: Names = {key: one["name"] for key, one in rows.items()}
        self.rows, self.projects = rows, projects_here(folders, by)
        self.made: dict[tuple[Any, ...], Folder] = {}

    def place(self, record: Row, home: Department) -> Folder:
        """The folder of a record, made with those above it where it is missing."""
        path, parent = path_of(record, self.names), None
        alone = len(path) == 1 and "." in path[0][0]
        for depth, (number, name) in enumerate(path):
            key = (home.pk, record["year"], alone and number, _parts(number))
            found = self.made.get(key)
            if found is None:
                said = self.rows.get((home.code, record["year"], number), {})
                found = self._make(home, record["year"], parent, depth and number, name, said)
                self.made[key] = found
            parent = found
        assert parent is not None  # noqa: S101 - a path has a folder at least
        return parent

    def _make(
        self,
        home: Department,
        year: int,
        parent: Folder | None,
        number: str | int,
        name: str,
        said: Row,
    ) -> Folder:
        if parent is None:
            beside = siblings(home.pk, year, None)
            place = under(None, part_of(beside[-1].number) + 1 if beside else 1)
            name = _free(name, {one.name.casefold() for one in beside})
        else:
            place = under(parent, part_of(str(number)))
        return Folder.objects.create(
            department=home,
            year=year,
            parent=parent,
            number=place,
            name=name,
            project=self._project(parent, said),
            person_reason=said.get("person_reason", ""),
            created_by=self.by,
            created_at=clock.now(),
        )

    def _project(self, parent: Folder | None, said: Row) -> Matter | None:
        if parent is not None and parent.project is not None:
            return parent.project
        return self.projects.get(said.get("project", ""))


def _parts(number: str) -> Any:
    """A number by its parts, so that ``1.02`` and ``01.2`` are one; as it is where it has none."""
    return tuple(map(int, number.split("."))) if NUMBER.fullmatch(number) else number


def _free(name: str, taken: set[str]) -> str:
    count, found = 1, name
    while found.casefold() in taken:
        count += 1
        found = f"{name[:110]} ({count})"
    return found
