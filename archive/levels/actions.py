"""Drafting a new version of the table of levels."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from archive import roles
from archive.levels.models import TableEdit
from archive.levels.rules import edits_table
from archive.levels.states import T
from zsa_portal.documents.levels import HEIGHT, Entry, versions
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.people.models import Department, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.settle import begin

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN = (T.DRAFTING, T.CONFIRMATION)


def table_edit_open(*, by: User) -> TableEdit:
    """Begin a new version from the latest one, or return the one that is open.

    By people of the quality department: PermissionDenied to others.
    """
    with transaction.atomic():
        rows = Department.objects.select_for_update(no_key=True)
        quality = rows.filter(code=DepartmentCode.QUALITY).first()
        if quality is None or DepartmentCode.QUALITY not in places_of(by).departments:
            raise PermissionDenied
        found = TableEdit.objects.filter(state__in=OPEN).first()
        if found is not None:
            return found
        last = versions()[0]
        with translation.override("zh-hans"):
            title = _("Table of levels, version %(number)d") % {"number": last.number + 1}
        edit = TableEdit(
            owner=quality,
            title=title,
            level=Level.RESTRICTED,
            rows=[one.as_row() for one in last.entries],
        )
        begin(edit, by=by, parties=[(roles.QUALITY, Party.of(quality))])
        return edit


def table_row_set(
    *,
    edit: TableEdit,
    department: str,
    key: str = "",
    text: str,
    levels: Sequence[str],
    remark: str = "",
    by: User,
) -> Entry:
    """Write an entry of a draft, a new one where ``key`` is empty, and return it.

    Raises PermissionDenied, WrongState, and BadValue for a key that is not there, a department
    that the regulation does not name, words that another entry of it has, and no or unknown levels.
    """
    words = " ".join(text.split())
    with _drafted(edit, by) as fresh:
        others = _other_rows(fresh, department, key)
        _require_values(department, words, levels, others)
        entry = Entry(
            department,
            key or _new_key(department, fresh.rows),
            words,
            tuple(sorted(set(levels), key=HEIGHT.__getitem__)),
            " ".join(remark.split()),
        )
        _put(fresh, entry, key)
        record(fresh, by=by, step="table_row_set", values=entry.as_row())
        return entry


def table_row_remove(*, edit: TableEdit, department: str, key: str, by: User) -> None:
    """Take an entry out of a draft; one that is gone already stays gone.

    Its files then have the department's highest level. Raises PermissionDenied, WrongState.
    """
    with _drafted(edit, by) as fresh:
        kept = [row for row in fresh.rows if (row["department"], row["key"]) != (department, key)]
        if len(kept) < len(fresh.rows):
            fresh.rows = kept
            values = {"department": department, "key": key}
            record(fresh, by=by, step="table_row_remove", values=values)


@contextmanager
def _drafted(edit: TableEdit, by: User) -> Iterator[TableEdit]:
    """A draft, held while one of the department changes it, who then has drafted it too."""
    with held(edit, states=(T.DRAFTING,)) as fresh:
        if not edits_table(fresh, by):
            raise PermissionDenied
        yield fresh
        fresh.editors.add(by)
        touched(fresh)
        fresh.save(update_fields=["rows"])


def _other_rows(edit: TableEdit, department: str, key: str) -> list[dict[str, Any]]:
    """The rows beside an entry, all where ``key`` is empty. BadValue for one that is not there."""
    others = [row for row in edit.rows if (row["department"], row["key"]) != (department, key)]
    if key and len(others) == len(edit.rows):
        raise BadValue("text", _("This entry is not there any more."))
    return others


def _require_values(
    department: str, words: str, levels: Sequence[str], others: Sequence[dict[str, Any]]
) -> None:
    if department not in set(DepartmentCode):
        raise BadValue("department", _("The regulation names no such department."))
    if not words:
        raise BadValue("text", _("Say which files these are."))
    if any((row["department"], row["text"]) == (department, words) for row in others):
        raise BadValue("text", _("The department has an entry of these words already."))
    if not levels or not set(levels) <= set(HEIGHT):
        raise BadValue("levels", _("Choose at least one level."))


def _new_key(department: str, rows: Sequence[dict[str, Any]]) -> str:
    """A key that no version ever gave to another entry of the department."""
    used = {row["key"] for row in rows if row["department"] == department}
    for table in versions():
        used |= {one.key for one in table.of(department)}
    number = len(used) + 1
    while f"kind_{number}" in used:
        number += 1
    return f"kind_{number}"


def _put(edit: TableEdit, entry: Entry, key: str) -> None:
    """Write an entry at its place, a new one behind those of its department."""
    rows, row = list(edit.rows), entry.as_row()
    at = [
        place
        for place, one in enumerate(rows)
        if one["department"] == entry.department and (not key or one["key"] == key)
    ]
    if key:
        rows[at[0]] = row
    else:
        rows.insert(at[-1] + 1 if at else len(rows), row)
    edit.rows = rows
