"""Which level a department's file of a kind is proposed (第十三、十四条, 附件二)."""

from __future__ import annotations

from zsa_portal.people.models import Department
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.models import Level

ASCENDING = list(Level.values)


@provision("A14b", otherwise=Level.PUBLIC)
def proposed_level(department: Department, entry: str) -> str:
    """The level of a kind of file (``entry``) in a department; CONFIDENTIAL where none is said (A14b).

    The table of levels plugs in here: until it does, nothing is said of any kind.
    """
    return Level.CONFIDENTIAL


def is_lower(level: str, proposed: str) -> bool:
    """Whether a level protects less than the one proposed; one that is none protects nothing."""
    return level not in ASCENDING or ASCENDING.index(level) < ASCENDING.index(proposed)
