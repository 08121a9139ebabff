"""Who may know which words of the archive, written from access-and-safety.md and 第三、十、十三条.

Nothing here asks the portal: people and secrets say of themselves what they are.
"""

from __future__ import annotations

from collections.abc import Callable
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
    loan; finding of an inspection; evaluation: what a department says of another's public filing,
    before the report is released; exception: why one was given; appraised: a record and its folder
    of which a panel judges, opinion: what it said; storage, spot: what the custodian noted; search:
    one's own.
    ``department`` and ``level`` are the record's, ``author`` who uploaded or wrote it, ``opened`` to
    whom a live loan or exception opens it, ``told`` who knows the name besides, ``sent`` whether
    others than its author have been told of it.
    """

    word: str
    kind: str
    department: str
    level: str = "confidential"
    author: str = ""
    opened: frozenset[str] = field(default_factory=frozenset)
    told: frozenset[str] = field(default_factory=frozenset)
    sent: bool = True


def may_know(who: Who, one: Secret) -> bool:
    """Whether a person may come upon a word anywhere on the portal."""
    return MEANT.get(one.kind, names)(who, one)


def purpose(who: Who, one: Secret) -> bool:
    decides = bool(who.posts & LEADERS) or who.heads == one.department
    return who.name == one.author or (one.sent and decides)


def finding(who: Who, one: Secret) -> bool:
    told = one.sent and one.department in who.departments
    return told or "quality" in who.departments or bool(who.posts & LEADERS)


def of_the_list(who: Who, one: Secret) -> bool:
    own = one.level != "confidential" and one.department in who.departments
    return own or reads(who, one) or signs(who, one)


def names(who: Who, one: Secret) -> bool:
    known = reads(who, one) or signs(who, one) or who.name in one.told
    return known or (who.is_staff and one.level != "confidential")


def opinion(who: Who, one: Secret) -> bool:
    judges = bool(who.posts & LEADERS) or who.heads == one.department
    return judges or who.name in one.told


def reads(who: Who, one: Secret) -> bool:
    """The author, the three posts, of 秘密 the department, and to whom it is open for a time."""
    if who.name == one.author or who.name in one.opened or who.posts & LEADERS:
        return True
    return one.level == "restricted" and one.department in who.departments


def signs(who: Who, one: Secret) -> bool:
    """Who makes up, checks and signs the list of the department reads every name on it (附件三)."""
    return one.department in (who.heads, who.archivist_of) or bool(who.posts & LEADERS)


MEANT: dict[str, Callable[[Who, Secret], bool]] = {
    "purpose": purpose,
    "finding": finding,
    "search": lambda who, one: who.name == one.author,
    "storage": lambda who, one: "custodian" in who.posts or who.name in one.told,
    "spot": lambda who, _one: "custodian" in who.posts,
    "opinion": opinion,
    "evaluation": lambda who, one: "quality" in who.departments or who.heads == one.department,
    "exception": lambda who, one: bool(who.posts & LEADERS) or who.name in one.opened,
    "body": reads,
    **dict.fromkeys(OF_THE_LIST, of_the_list),
}
"""By kind; the names of records and folders are all others."""
