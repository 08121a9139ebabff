"""Files that a department sends to its filing, one by one: each whole or not at all (第五、八条)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing.collecting.actions import folders
from archive.filing.collecting.actions.listing import (
    SORT_OF,
    document_make,
    item_list,
)
from archive.filing.collecting.actions.preparing import folder_of, preparing
from archive.filing.collecting.naming import ending
from archive.filing.collecting.numbering import siblings
from archive.filing.collecting.records import Received
from archive.filing.levels import proposed_level
from archive.filing.models import Filing
from archive.kinds import RECORD, Sort
from archive.records import Folder, Item
from zsa_portal.documents import contents, store
from zsa_portal.documents.models import File
from zsa_portal.people.models import User
from zsa_portal.workflow.refusals import BadValue, NotNow
from zsa_portal.workflow.wording import word

word(file_add=gettext_lazy("File added"))
CHECKSUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Taken:
    """A file's row, and whether it was ``new``; else it was there before, and nothing was stored."""

    item: Item
    new: bool


def file_add(
    *,
    filing: Filing,
    upload: Any,
    by: User,
    folder: Folder | None = None,
    path: str = "",
    sha256: str = "",
    entry: str = "",
) -> Taken:
    """Store a file and list it; one that the department sent before is found, not stored twice.

    ``path`` is the file's own below ``folder`` (``a/b/x.docx``): its directories become folders.
    ``sha256`` is the checksum its sender computed, if any: what arrived otherwise is refused.
    Raises BadValue("file", …) for what is not accepted, NotNow when it could not be looked into or
    stored, RuleUnmet for folders that A08b forbids; then nothing is kept. PermissionDenied.
    """
    name, sent = contents.safe_name(upload.name or ""), _checksum(upload)
    if CHECKSUM.fullmatch(sha256) and sha256 != sent:
        sentence = _("“%(name)s” did not arrive whole, and nothing was stored. Send it again.")
        raise BadValue("file", sentence % {"name": name})
    known = _known(filing, sent)
    if known is not None:
        return Taken(known, new=False)
    stored = _stored(upload, name)
    noted: dict[str, Any] = {}
    with preparing(filing, by, "file_add", noted) as fresh:
        found = _known(fresh, sent) or _same(fresh, stored.file)
        if found is None:
            place = _place(fresh, folder, path, by)
            taken = Taken(_listed(fresh, place, stored, entry, by), new=True)
        else:
            taken = Taken(found, new=False)
        noted["item"] = taken.item
        Received.objects.update_or_create(
            department_id=fresh.department_id, sha256=sent, defaults={"item": taken.item}
        )
        return taken


def files_known(*, filing: Filing, checksums: Sequence[str]) -> dict[str, Item]:
    """The rows of those files that the department sent before, by the checksum as sent."""
    rows = Received.objects.filter(department=filing.department_id, sha256__in=checksums)
    kept = rows.exclude(item__state=Item.State.DISPOSED).select_related("item__folder")
    return {row.sha256: row.item for row in kept}


def _checksum(upload: Any) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _known(filing: Filing, sent: str) -> Item | None:
    return files_known(filing=filing, checksums=[sent]).get(sent)


def _same(filing: Filing, file: File) -> Item | None:
    """The department's row whose document has these very bytes."""
    rows = Item.objects.filter(department=filing.department_id, document__versions__file=file)
    return rows.exclude(state=Item.State.DISPOSED).select_related("folder").first()


def _stored(upload: Any, name: str) -> store.Stored:
    try:
        return store.put(upload, accept=contents.KEPT)
    except OSError as error:
        sentence = _(
            "“%(name)s” could not be stored: the disk is full or away. Nothing of it was kept. "
            "Send it again later; what was taken before it is safe."
        )
        raise NotNow("file", sentence % {"name": name}) from error


def _place(filing: Filing, folder: Folder | None, path: str, by: User) -> Folder:
    """The folder into which a file goes, made with its parents where it is missing."""
    place = folder_of(filing, folder.pk) if folder else None
    directories = path.replace("\\", "/").split("/")[:-1]
    for directory in directories:
        name = contents.safe_name(directory)[: folders.LONGEST]
        if directory.strip(" .") == "":
            continue
        beside = siblings(filing.department_id, filing.month.year, place)
        there = next((one for one in beside if one.name.casefold() == name.casefold()), None)
        place = there or folders.make(filing, name, place, by)
    if place is None:
        raise BadValue("folder", _("Choose the folder into which the file goes."))
    return place


def _listed(filing: Filing, place: Folder, stored: store.Stored, entry: str, by: User) -> Item:
    if filing.items.filter(folder=place, name=stored.name).exists():
        sentence = _(
            "Another file “%(name)s” is in the folder “%(folder)s” already. Rename this one, or "
            "remove the other."
        )
        raise BadValue("file", sentence % {"name": stored.name, "folder": place})
    document = document_make(
        department=filing.department,
        kind=RECORD,
        title=stored.name,
        level=proposed_level(filing.department, entry),
        by=by,
        upload=stored,
    )
    return item_list(
        filing=filing,
        folder=place,
        document=document,
        name=stored.name,
        by=by,
        sort=SORT_OF.get(ending(stored.name), Sort.TEXT),
        entry=entry[:80],
    )
