"""Changing the rows of an open list; paper originals and their labels (第五、八、十四条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing.collecting.actions.listing import Numbers, document_make, item_list
from archive.filing.collecting.actions.preparing import folder_of, preparing, rows_open
from archive.filing.collecting.labelling import new_label, sheet_of
from archive.filing.collecting.naming import ending
from archive.filing.collecting.papers import LABELS
from archive.filing.collecting.rules import (
    fits_its_medium,
    lies_in_its_project,
)
from archive.filing.levels import choice_of, level_for_kind, level_give, proposed_level
from archive.filing.models import Filing
from archive.kinds import ORIGINAL, OWN, Medium
from archive.records import Folder, Item
from zsa_portal.documents import contents, forms
from zsa_portal.documents.levels import lower_has_a_reason
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue, Refusal
from zsa_portal.workflow.wording import word

word(
    item_edit=gettext_lazy("Row of the list changed"),
    items_move=gettext_lazy("Rows moved to a folder"),
    items_remove=gettext_lazy("Rows taken off the list"),
    items_name=gettext_lazy("Names taken from the numbering rule"),
    items_keep=gettext_lazy("Said why names stay"),
    items_explain=gettext_lazy("Said why PDFs stand alone"),
    items_lower=gettext_lazy("Said why levels are lower than the table's"),
    paper_register=gettext_lazy("Original registered"),
    labels_issue=gettext_lazy("Labels issued"),
)
EDITED = (
    "name",
    "sort",
    "entry",
    "retention",
    "remark",
    "box",
    "shelf",
    "name_reason",
    "level_reason",
    "pdf_reason",
)


@dataclass(frozen=True)
class Original:
    """What is written of a paper original or a carrier: ``sort`` is one of those of paper."""

    name: str
    sort: str
    box: str
    shelf: str
    retention: str
    level: str = ""
    level_reason: str = ""
    entry: str = ""
    remark: str = ""


def item_edit(*, filing: Filing, item: Item, values: dict[str, Any], by: User) -> Item:
    """Change a row: fields of the record, and ``level`` where the document is the filing's own.

    Another kind gives its own level where that of the old kind stood and is sent unchanged.
    Raises RuleUnmet for a kind or place that does not fit (A05), for a lower level without a reason;
    BadValue("name", …), BadValue("level", …), Refusal for rows in the archive.
    """
    noted: dict[str, Any] = {"item": item, "fields": sorted(values)}
    with preparing(filing, by, "item_edit", noted) as fresh:
        (row,) = rows_open(fresh, [item.pk])
        before, entry_before, level_before = ending(row.name), row.entry, row.level_listed
        for field in EDITED:
            if field in values:
                setattr(row, field, str(values[field]).strip())
        row.name = _free_name(fresh, row)
        if row.medium == Medium.ELECTRONIC and ending(row.name) != before:
            raise BadValue("name", _("The ending stays “%(ending)s”.") % {"ending": before})
        if row.document.kind in OWN:
            sent = _level(str(values.get("level", level_before)))
            level = noted["level"] = level_for_kind(
                row, sent, entry_before=entry_before, level_before=level_before
            )
            level_give(row, level, entry_before=entry_before)
            lower_has_a_reason.require(choice_of(row))
            row.document.save(update_fields=["level"])
        fits_its_medium.require(row)
        row.save(update_fields=[*EDITED, "level_asked"])
        return row


def items_move(*, filing: Filing, keys: list[int], folder: Folder, by: User) -> int:
    """Move rows into a folder, all or none; returns how many. Raises RuleUnmet (A08a), Refusal."""
    with preparing(filing, by, "items_move", items=keys, folder=folder) as fresh:
        place, rows = folder_of(fresh, folder.pk), rows_open(fresh, keys)
        for row in rows:
            row.folder = place
            lies_in_its_project.require(row)
            _free_name(fresh, row)
            row.save(update_fields=["folder"])
        return len(rows)


def items_remove(*, filing: Filing, keys: list[int], by: User) -> int:
    """Take rows off the list, all or none; returns how many.

    What a matter produced stays with it and is proposed again; a file sent for the list is withdrawn.
    """
    with preparing(filing, by, "items_remove", items=keys) as fresh:
        rows = rows_open(fresh, keys)
        for row in rows:
            if row.document.matter_id is None and row.document.scan_of_id is None:
                row.document.withdrawn_at = clock.now()
                row.document.save(update_fields=["withdrawn_at"])
            row.delete()
        return len(rows)


def items_name(*, filing: Filing, keys: list[int], by: User) -> int:
    """Give rows the names that the numbering rule proposes; returns how many were changed."""
    with preparing(filing, by, "items_name", items=keys) as fresh:
        numbers, changed = Numbers(fresh), 0
        for row in rows_open(fresh, keys):
            named = numbers.proposed(row.name, row.folder_id)
            if row.name != named:
                row.name, row.name_reason = named, ""
                row.save(update_fields=["name", "name_reason"])
                changed += 1
        return changed


def items_keep(*, filing: Filing, keys: list[int], reason: str, by: User) -> int:
    """Say of rows why their names stay as they are (A08c); returns how many."""
    with preparing(filing, by, "items_keep", items=keys) as fresh:
        return _say(rows_open(fresh, keys), "name_reason", reason)


def items_explain(*, filing: Filing, keys: list[int], reason: str, by: User) -> int:
    """Say of rows why a PDF stands alone (A08d); returns how many."""
    with preparing(filing, by, "items_explain", items=keys) as fresh:
        return _say(rows_open(fresh, keys), "pdf_reason", reason)


def items_lower(*, filing: Filing, keys: list[int], reason: str, by: User) -> int:
    """Say of rows why their levels are lower than the table's (A18a); returns how many."""
    with preparing(filing, by, "items_lower", items=keys) as fresh:
        return _say(rows_open(fresh, keys), "level_reason", reason)


def _say(rows: list[Item], field: str, reason: str) -> int:
    for row in rows:
        setattr(row, field, _said(reason))
        row.save(update_fields=[field])
    return len(rows)


def paper_register(*, filing: Filing, folder: Folder, original: Original, by: User) -> Item:
    """Register a paper original: its box, its shelf, and the token of its label.

    Raises RuleUnmet (A05) for another kind and for a missing place, BadValue("name", …).
    """
    noted: dict[str, Any] = {}
    with preparing(filing, by, "paper_register", noted) as fresh:
        proposed = proposed_level(fresh.department, original.entry)
        row = Item(
            filing=fresh,
            department=fresh.department,
            folder=folder_of(fresh, folder.pk),
            name=original.name.strip(),
            medium=Medium.PAPER,
        )
        name = _free_name(fresh, row)
        document = document_make(
            department=fresh.department, kind=ORIGINAL, title=name, level=proposed, by=by
        )
        given = {
            key: value for key, value in vars(original).items() if key not in ("name", "level")
        }
        made = item_list(
            filing=fresh,
            folder=row.folder,
            document=document,
            name=name,
            by=by,
            medium=Medium.PAPER,
            label=new_label(),
            **given,
        )
        fits_its_medium.require(made)
        level_give(made, _level(original.level or proposed), entry_before=made.entry)
        lower_has_a_reason.require(choice_of(made))
        made.save(update_fields=["level_asked"])
        document.save(update_fields=["level"])
        noted["item"] = made
        return made


def labels_issue(*, filing: Filing, keys: list[int], by: User) -> IssuedForm:
    """Issue the sheet of labels of paper originals; Refusal where a row is none."""
    with transaction.atomic():
        rows = Item.objects.filter(filing=filing.pk, pk__in=keys).exclude(label=None)
        labelled = list(rows.select_related("folder", "department", "document").order_by("pk"))
        if not labelled or len(labelled) != len(set(keys)):
            raise Refusal([_("Only paper originals have a label.")], matter=filing)
        with preparing(filing, by, "labels_issue", items=keys) as fresh:
            return forms.issue(LABELS, about=fresh, data=sheet_of(labelled), by=by)


def _free_name(filing: Filing, row: Item) -> str:
    """A row's name, safe as a file's; BadValue where another row of its folder has it."""
    name = contents.safe_name(row.name) if row.name else ""
    if not name:
        raise BadValue("name", _("Name the record."))
    others = filing.items.filter(folder=row.folder_id, name=name).exclude(pk=row.pk)
    if others.exists():
        sentence = _("“%(name)s” is in the folder “%(folder)s” already.")
        raise BadValue("name", sentence % {"name": name, "folder": row.folder})
    return name


def _level(level: str) -> str:
    if level not in Level.values:
        raise BadValue("level", _("There is no such level."))
    return level


def _said(reason: str) -> str:
    kept = " ".join(reason.split())[:300]
    if not kept:
        raise BadValue("reason", _("Say why."))
    return kept
