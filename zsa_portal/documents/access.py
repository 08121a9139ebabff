"""What the processes declare of their papers: who may add which, who reads them, what is public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from zsa_portal.documents.word import WordTemplate
from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.roles import RoleInfo


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper that people add to a matter.

    ``roles`` play the part in the matter that may add it, in ``states`` (any if empty) of matters
    of the kinds ``matters`` (all if empty); ``allowed`` asks further. ``readers`` are the roles
    that read it while it is RESTRICTED, ``public`` the phases in which anyone does while it is
    PUBLIC. ``many`` lets several stand side by side, each with a
    title of its own; otherwise every upload is the next version of the one paper. ``accept``
    narrows the accepted file kinds, as suffixes (``(".docx",)``). A ``settled`` paper is refused
    while it carries unaccepted changes or comments. ``template`` is the Word document from which
    one may begin.
    """

    kind: str
    title: Text
    roles: tuple[RoleInfo, ...]
    states: tuple[str, ...] = ()
    level: str = Level.CONFIDENTIAL
    readers: tuple[RoleInfo, ...] = ()
    public: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    many: bool = False
    accept: tuple[str, ...] = ()
    settled: bool = False
    allowed: Callable[[Matter, Any], bool] | None = None
    template: WordTemplate | None = None


@dataclass(frozen=True)
class Share:
    """Parties in one of ``roles`` read the kinds of a share, in ``states`` (any but drafts)."""

    roles: frozenset[str]
    states: frozenset[str] = frozenset()


uploads: Registry[PaperKind] = Registry("paper")
SHARES: dict[Share, set[str]] = defaultdict(set)
CONFIDED: dict[Share, set[str]] = defaultdict(set)
"""As SHARES, of papers that the table of levels makes CONFIDENTIAL and a procedure needs read."""
PUBLIC_KINDS: dict[str, set[str]] = defaultdict(set)
"""The kinds of paper that anyone may read, with the phases in which they may."""
WITHHELD: set[str] = set()
"""The kinds of form that people of a matter's applicant never read, whatever else they are."""
CARRIED: set[str] = set()
"""The kinds of paper whose uploader took them in for the house and is no author: no right follows."""


TITLES: Registry[Text] = Registry("paper's title")
"""The titles of kinds that come with an act of their own and are not added by hand."""


def declare(*papers: PaperKind) -> None:
    """Let kinds of paper be added, and read, as they say."""
    for paper in papers:
        uploads[paper.kind] = paper
        if paper.readers:
            share(paper.kind, paper.readers)
        if paper.public:
            make_public(paper.kind, *paper.public)


def paper(  # noqa: PLR0913 - a declaration names everything at its place
    kind: str,
    title: Text,
    *,
    of: str,
    by: Iterable[RoleInfo],
    readers: Iterable[RoleInfo],
    states: Iterable[str] = (),
    level: str = Level.RESTRICTED,
    public: Iterable[str] = (),
    many: bool = False,
    settled: bool = False,
    template: WordTemplate | None = None,
) -> None:
    """Declare a kind of paper of one kind of matter, as a process says it of its own.

    ``of`` is the kind of matter, ``by`` the roles that add the paper, in ``states`` (any if
    empty); ``readers`` the roles that read it besides staff of the owner department; ``public``
    the phases in which anyone does; ``settled`` and ``template`` as PaperKind has them. A process binds
    what holds for all its papers:
    ``paper = partial(access.paper, of="loan", readers=PARTIES)``.
    """
    declare(
        PaperKind(
            kind,
            title,
            roles=tuple(by),
            states=tuple(map(str, states)),
            level=level,
            readers=tuple(readers),
            public=tuple(public),
            matters=(of,),
            many=many,
            settled=settled,
            template=template,
        )
    )


def share(kind: str, roles: Iterable[RoleInfo], states: Iterable[str] = ()) -> None:
    """Let the parties that play one of ``roles`` in a matter read its RESTRICTED papers of a kind.

    Holds for papers and official forms alike; only in ``states`` of the matter, if any are given.
    """
    SHARES[Share(frozenset(map(str, roles)), frozenset(states))].add(kind)


def confide(kind: str, roles: Iterable[RoleInfo], states: Iterable[str] = ()) -> None:
    """Let the parties that play one of ``roles`` in a matter read its papers of a kind at any level.

    For kinds that the table of levels makes CONFIDENTIAL while a step of the procedure needs these
    parties to read them; who submitted such a paper reads it as before.
    """
    share(kind, roles, states)
    CONFIDED[Share(frozenset(map(str, roles)), frozenset(states))].add(kind)


def make_public(kind: str, *phases: str) -> None:
    """Let anyone read the PUBLIC papers and forms of a kind while the matter is in these phases."""
    PUBLIC_KINDS[kind].update(map(str, phases))


def withhold(kind: str) -> None:
    """Let people of the applicant organisation never read the forms of a kind, nor their scans."""
    WITHHELD.add(kind)


def carry(kind: str) -> None:
    """Let who takes papers of a kind in read them as their place says, and not as an author does."""
    CARRIED.add(kind)


def may_add(matter: Matter, user: Any, kind: str) -> bool:
    """Whether a user may add a paper of a declared kind to a matter in its present state."""
    paper = uploads.get(kind)
    if paper is None or (paper.matters and matter.kind not in paper.matters):
        return False
    if paper.states and matter.state not in paper.states:
        return False
    return plays(matter, user, paper.roles) and (not paper.allowed or paper.allowed(matter, user))


def addable(matter: Matter, user: Any) -> list[PaperKind]:
    """The kinds of paper a user may add to a matter now, in the order they were declared."""
    return [paper for paper in uploads.values() if may_add(matter, user, paper.kind)]
