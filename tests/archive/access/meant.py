"""Who may know which words of the archive, written from access-and-safety.md and 第三、十、十三条.

Nothing here asks the portal: people and secrets say of themselves what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LEADERS = frozenset({"secretary general", "vice chair", "custodian"})
"""The posts that read 机密 files (第十三条(三)) and through which lists and loans go (第七、十条)."""
OF_THE_LIST = ("remark", "reason", "returned")


@dataclass(frozen=True)
class Who:
    """A person by what the association says: the own places and those of whom one stands in for."""

    name: str
    departments: frozenset[str] = frozenset()
    heads: str = ""
    archivist_of: str = ""
    posts: frozenset[str] = frozenset()

    @property
    def is_staff(self) -> bool:
        return bool(self.departments)


@dataclass(frozen=True)
class Secret:
    """A word that stands in one place only.

    ``kind`` says where: name, folder, body, remark, reason or returned of a record; purpose of a
    loan; finding of an inspection; exception. ``department`` and ``level`` are the record's,
    ``author`` who uploaded or wrote it, ``opened`` to whom a live loan or exception opens it,
    ``sent`` whether others than its author have been told of it.
    """

    word: str
    kind: str
    department: str
    level: str = "confidential"
    author: str = ""
    opened: frozenset[str] = field(default_factory=frozenset)
    sent: bool = True


def may_know(who: Who, one: Secret) -> bool:
    """Whether a person may come upon a word anywhere on the portal."""
    if one.kind == "purpose":
        decides = bool(who.posts & LEADERS) or who.heads == one.department
        return who.name == one.author or (one.sent and decides)
    if one.kind == "finding":
        told = one.sent and one.department in who.departments
        return told or "quality" in who.departments or bool(who.posts & LEADERS)
    if one.kind == "exception":
        return "custodian" in who.posts or who.name in one.opened
    if one.kind == "body":
        return reads(who, one)
    if one.kind in OF_THE_LIST:
        own = one.level != "confidential" and one.department in who.departments
        return own or reads(who, one) or signs(who, one)
    return (who.is_staff and one.level != "confidential") or reads(who, one) or signs(who, one)


def reads(who: Who, one: Secret) -> bool:
    """The author, the three posts, of 秘密 the department, and to whom it is open for a time."""
    if who.name == one.author or who.name in one.opened or who.posts & LEADERS:
        return True
    return one.level == "restricted" and one.department in who.departments


def signs(who: Who, one: Secret) -> bool:
    """Who makes up, checks and signs the list of the department reads every name on it (附件三)."""
    return one.department in (who.heads, who.archivist_of) or bool(who.posts & LEADERS)
