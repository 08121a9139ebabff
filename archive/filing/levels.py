"""Which level a department's file of a kind is proposed (第十三、十四条, 附件二)."""

from __future__ import annotations

from archive.records import Item
from zsa_portal.documents import levels
from zsa_portal.people.models import Department
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.models import Level


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
    return levels.Choice(row.department, row.entry, row.document.level, row.level_reason)
