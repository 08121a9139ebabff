"""Holding a filing that is being collected, for the department's archivist."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from archive.filing.collecting.material import OPEN_ROWS
from archive.filing.collecting.numbering import OPEN
from archive.filing.models import Filing
from archive.parties import prepares
from archive.records import Folder, Item
from zsa_portal.people.models import Department, User
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import Refusal
from zsa_portal.workflow.wording import typed

NAMED = ("name", "remark", "name_reason", "level_reason", "pdf_reason")
typed("folder_create", "folder_rename", "folder_delete", "file_add", "paper_register", values=NAMED)
typed("item_edit", values=(*NAMED, "box", "shelf"))
typed("items_keep", "items_explain", "items_lower", values=("reason",))


@contextmanager
def preparing(
    filing: Filing, by: User, step: str, noted: dict[str, Any] | None = None, **values: Any
) -> Iterator[Filing]:
    """Hold a filing and its department's folders while its archivist writes; logged as ``step``.

    Raises WrongState once the list is handed over, PermissionDenied for anybody else. What is
    logged are rows and codes, never what somebody typed: a name may be one that few may know, and
    stands in the row's own history. ``noted`` are more values, which may be filled meanwhile.
    """
    with held(filing, states=OPEN) as fresh:
        if not prepares(fresh, by):
            raise PermissionDenied
        Department.objects.select_for_update().get(pk=fresh.department_id)
        yield fresh
        touched(fresh)
        record(fresh, by=by, step=step, values=values | (noted or {}))


def folder_of(filing: Filing, pk: int) -> Folder:
    """A folder of the filing's department and year, fresh. Folder.DoesNotExist for another."""
    rows = Folder.objects.select_related("parent")
    return rows.get(pk=pk, department=filing.department_id, year=filing.month.year)


def rows_open(filing: Filing, keys: list[int]) -> list[Item]:
    """Rows of the filing that may still be changed, fresh: all of them, or none.

    Raises PermissionDenied where one is of another filing, Refusal where one is in the archive.
    """
    rows = Item.objects.select_related("document", "folder", "department").order_by("pk")
    found = list(rows.filter(filing=filing.pk, pk__in=keys))
    if len(found) != len(set(keys)):
        raise PermissionDenied
    standing = [row.name for row in found if row.state not in OPEN_ROWS]
    if standing:
        sentence = _("“%(name)s” is in the archive already and stays as it is.")
        raise Refusal([sentence % {"name": standing[0]}], matter=filing)
    return found
