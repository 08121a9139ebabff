"""What the screens show of the table of levels: its entries, and what a version changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.levels.models import TableEdit
from archive.levels.rules import edits_table
from archive.levels.states import T
from zsa_portal.documents.levels import Entry, Table, entries_from, versions
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.people.models import Department


@dataclass(frozen=True)
class Difference:
    """An entry before and after: one of the two is None where it is new or gone."""

    department: str
    before: Entry | None
    after: Entry | None


def department_names() -> dict[str, str]:
    """The names of the twelve departments by code; one that is not on the portal has its code."""
    names = dict(Department.objects.values_list("code", "name"))
    return {str(code): names.get(code, str(code)) for code in DepartmentCode}


def differences(before: Sequence[Entry], after: Sequence[Entry]) -> list[Difference]:
    """What a version changes, department by department in the table's order."""
    old = {(one.department, one.key): one for one in before}
    new = {(one.department, one.key): one for one in after}
    names = department_names()
    found = [
        Difference(names.get(place[0], place[0]), old.get(place), new.get(place))
        for place in dict.fromkeys([*old, *new])
        if old.get(place) != new.get(place)
    ]
    order = list(names.values())
    return sorted(
        found, key=lambda one: order.index(one.department) if one.department in order else -1
    )


def rows_of(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The entries as rows of a list, with the names of their departments."""
    names = department_names()
    return [
        {
            "department": names.get(one.department, one.department),
            "text": one.text,
            "levels": one.labels,
            "highest": one.levels[-1],
            "remark": one.remark,
            "key": one.key,
            "code": one.department,
        }
        for one in entries
    ]


def draft_of(edit: TableEdit, user: Any) -> dict[str, Any]:
    """A draft for its tab: what differs from the version before, and its entries."""
    entries = entries_from(edit.rows)
    return {
        "differences": differences(before_of(edit).entries, entries),
        "before": before_of(edit),
        "rows": rows_of(entries),
        "may_edit": edit.state == T.DRAFTING and edits_table(edit, user),
        "valid_from": edit.valid_from,
    }


def before_of(edit: TableEdit) -> Table:
    """The version that an edit changes: the latest one, or the one before what it became."""
    number = edit.table.number if edit.table is not None else None
    return next(one for one in versions() if number is None or one.number < number)
