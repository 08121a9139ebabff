"""Which level a department's file of a kind is proposed (第十三、十四条, 附件二)."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q

from archive.filing.signing import Place, signature_of
from archive.kinds import OWN
from archive.records import Item
from zsa_portal.documents import levels
from zsa_portal.people.models import Department
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.models import Level

IS_PUBLIC = Q(level_asked=Level.PUBLIC) | Q(level_asked="", document__level=Level.PUBLIC)
"""The condition on rows that the list gives them as 公开."""


@provision("A14b", otherwise=Level.PUBLIC)
def proposed_level(department: Department, entry: str) -> str:
    """The level of a kind of file (``entry``) in a department by the table of levels (附件二)."""
    return levels.proposed(department, entry).default


def entries_offered(department: Department) -> list[tuple[str, str]]:
    """The kinds of file that the table lists for a department, as choices; one query."""
    offered = levels.entries_of(department)
    return [(one.key, f"{one.text} · {one.labels}") for one in offered]


def choice_of(row: Item) -> levels.Choice:
    """The level that a row of a list has, for the rule that a lower one says why (A18a)."""
    return levels.Choice(row.department, row.entry, row.level_listed, row.level_reason)


def height(level: str) -> int:
    """How high a level is; what is none is higher than all."""
    return levels.HEIGHT.get(level, len(levels.HEIGHT))


def level_give(row: Item, level: str, *, entry_before: str) -> None:
    """Give a row's document a level, unsaved; one below the table's is asked for and waits (附件二; ours).

    Until the head of department approves the list the document keeps the table's level, or its own
    where that is higher. What the head approved before stays while the row keeps level and kind;
    ``entry_before`` is the kind that it had so far.
    """
    document = row.document
    table = levels.proposed(row.department, row.entry).levels[0]
    kept = level == document.level and not row.level_asked
    row.level_asked = ""
    if kept and row.entry == entry_before:
        return
    if height(level) < height(table):
        row.level_asked, level = level, max(document.level, table, key=height)
    document.level = level


def level_for_kind(row: Item, level: str, *, entry_before: str, level_before: str) -> str:
    """The level of a row whose kind may have changed: a new kind proposes its own (附件二).

    ``level`` is what was sent. It stays where the kind did, where it is another than before or the
    old kind's was another, and where a reason says why it is lower.
    """
    untouched = level == level_before == proposed_level(row.department, entry_before)
    if row.entry == entry_before or not untouched or row.level_reason:
        return level
    return proposed_level(row.department, row.entry)


class Floor:
    """The lowest level that a version of the table gives each row of a department."""

    def __init__(self, department: Department, table: levels.Table) -> None:
        self._table = table
        self._own = table.of(department.code)

    def of(self, row: Item) -> str:
        """The table's level of a row's kind.

        A paper of the portal whose kind another department's part of the table lists has the level
        from there (A18b), unless the row's own department lists its kind.
        """
        proposal = levels.proposal_among(self._own, row.entry)
        elsewhere = levels.CLASSIFIED.get(row.document.kind, ("", ""))
        found = None if proposal.listed else self._table.find(*elsewhere)
        return (found or proposal).levels[0]

    def is_above(self, row: Item) -> bool:
        """Whether a row's level is lower than the table's, whatever way it came about."""
        return height(row.level_listed) < height(self.of(row))


class Lowered(NamedTuple):
    """Rows below the table: whose level is asked for, that have it already, approved before."""

    asked: list[Item]
    standing: list[Item]
    approved: list[Item]


def lowered(filing: Any) -> Lowered:
    """The rows of a list with a level below the table's, with their folders; a fixed number of queries.

    Those whose level the head approved when the list was signed before are the department's own
    alone: that of a paper of a matter may have changed since. Each says by ``table_level`` what the
    table gives now.
    """
    rows = Item.objects.filter(filing=filing.pk, state=Item.State.LISTED)
    rows = rows.exclude(level_asked="", document__level=Level.CONFIDENTIAL)
    rows = rows.select_related("document", "folder")
    lower, floor = Lowered([], [], []), Floor(filing.department, levels.table_at())
    signed = signature_of(filing, Place.HEAD) is not None
    for row in rows.order_by("folder__number", "name", "pk"):
        if row.level_asked or floor.is_above(row):
            row.table_level = floor.of(row)  # type: ignore[attr-defined]  # shown
            approved = lower.approved if signed and row.document.kind in OWN else lower.standing
            (lower.asked if row.level_asked else approved).append(row)
    return lower


def levels_approve(filing: Any) -> int:
    """The head approves the levels asked for on a held list; returns how many (附件二)."""
    asked = filing.items.filter(state=Item.State.LISTED).exclude(level_asked="")
    rows = list(asked.select_related("document"))
    for row in rows:
        row.document.level, row.level_asked = row.level_asked, ""
        row.document.save(update_fields=["level"])
        row.save(update_fields=["level_asked"])
    return len(rows)
