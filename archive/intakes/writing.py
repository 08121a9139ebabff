"""Writing the records of a verified bag: all of them in one transaction, or none."""

from __future__ import annotations

import datetime as dt
import shutil
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from archive.bags.plain import Row
from archive.checking.actions import checks_begin
from archive.checking.kinds import Occasion
from archive.filing.collecting.actions.listing import document_make
from archive.filing.collecting.labelling import new_label
from archive.intakes.folders import Grading, Tree
from archive.intakes.known import known_files
from archive.intakes.models import Intake
from archive.intakes.papers import RECEIVED, RECEIVED_ORIGINAL
from archive.kinds import Medium
from archive.records import Item
from zsa_portal.documents import store
from zsa_portal.documents.models import File
from zsa_portal.people.models import Department, User
from zsa_portal.regulations import clock
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

AS_SAID = (
    *("name", "medium", "sort", "entry", "retention", "remark", "box", "shelf"),
    *("name_reason", "level_reason", "pdf_reason", "counted_from"),
)
"""What a record keeps as the bag says it."""


class NotWritten(Exception):
    """Why nothing of a bag comes in, in a sentence."""


def records_write(intake: Intake, found: Any, files: Path) -> None:
    """Store a bag's files, write its folders and records, take the step that says so, begin the checks.

    ``found`` is what a worker read anew, ``files`` where the files lie. In the caller's transaction,
    which is to be rolled back by NotWritten: another bag, it was taken in meanwhile,
    a department is gone.
    """
    if found["fingerprint"] != intake.fingerprint:
        raise NotWritten(_("The bag is another one than was verified."))
    rows: list[Row] = found["records"]
    homes = _homes(rows)
    sums = {one["sha256"] for one in rows if one["sha256"]}
    known = {} if intake.takes_known else known_files(sums, without=intake.pk)
    coming = [one for one in rows if one["sha256"] not in known]
    stored = _stored(coming, files)
    tree, grading = Tree(found["folders"], _who(intake)), Grading()
    for one in coming:
        home = homes[one["department"]]
        file = stored.get(one["sha256"])
        _write(intake, one, file=file, level=grading.of(one), folder=tree.place(one, home))
    _taken(intake, len(coming), left_out=len(rows) - len(coming))
    checks_begin(origin=intake, occasion=Occasion.INTAKE, by=_who(intake))


def _taken(intake: Intake, taken: int, *, left_out: int) -> None:
    try:
        perform(intake.records_taken, by=None, taken=taken, left_out=left_out)
    except StepsUnmet as unmet:
        raise NotWritten(" ".join(unmet.reasons)) from unmet


def _who(intake: Intake) -> User:
    """Who confirmed it, in whose name everything is made."""
    assert intake.confirmed_by is not None  # noqa: S101 - take_in sets it
    return intake.confirmed_by


def _homes(rows: list[Row]) -> dict[str, Department]:
    """The departments of a bag by code, held: their folders get numbers, one intake at a time."""
    codes = {one["department"] for one in rows}
    held = Department.objects.select_for_update().filter(code__in=codes).order_by("pk")
    homes = {one.code: one for one in held}
    if strangers := sorted(codes - homes.keys()):
        sentence = _("This portal does not have the departments %(codes)s any more.")
        raise NotWritten(sentence % {"codes": listed(strangers)})
    return homes


def _stored(rows: list[Row], files: Path) -> dict[str, File]:
    """The files of these records by checksum, each once."""
    kinds = {one["sha256"]: one["media_type"] for one in rows if one["sha256"]}
    return {
        checksum: store.put_made(
            partial(shutil.copyfile, files / checksum),
            media_type=kind,
        )
        for checksum, kind in kinds.items()
    }


def _write(intake: Intake, row: Row, *, file: File | None, level: str, folder: Any) -> Item:
    by = _who(intake)
    document = document_make(
        department=folder.department,
        kind=RECEIVED if file else RECEIVED_ORIGINAL,
        title=row["title"],
        level=level,
        by=by,
        upload=store.Stored(file, row["file_name"], "") if file else None,
    )
    month = dt.date.fromisoformat(f"{row['month']}-01") if row["month"] else None
    return Item.objects.create(
        department=folder.department,
        folder=folder,
        intake=intake,
        document=document,
        version=document.versions.first(),
        month_filed=month,
        label=new_label() if row["medium"] == Medium.PAPER else None,
        state=Item.State.ACCEPTED,
        accepted_at=clock.now(),
        added_by=by,
        added_at=clock.now(),
        **{field: row[field] for field in AS_SAID},
    )
