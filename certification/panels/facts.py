"""What is reviewed, and what the rules know of a panel and its members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zsa_portal.ui.listing import listed

if TYPE_CHECKING:
    from zsa_portal.people.models import Body, Organisation

TieKind = Literal["employed", "acts", "drafted", "recused"]


@dataclass(frozen=True)
class Subject:
    """Something that a panel reviews: a standard of a body, in a technical field.

    ``drafters`` name the people and organisations that drafted the standard, besides those that
    are recorded of the panel's plan.
    """

    standard: str
    field: str
    body: Organisation | None = None
    drafters: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tie:
    """What ties a person to the body or its standard; ``detail`` says to whom, in words."""

    kind: TieKind
    detail: str = ""


@dataclass(frozen=True)
class Member:
    """What the rules ask of a member: kind of expertise and origin are codes of Expert.

    ``backgrounds`` are the kinds of background recorded for the field of the matter.
    """

    name: str
    kind: str
    origin: str = ""
    is_chair: bool = False
    standardisation_since: dt.date | None = None
    backgrounds: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()

    def tied_by(self, kind: TieKind) -> Iterator[Tie]:
        """The ties of a kind."""
        return (tie for tie in self.ties if tie.kind == kind)


@dataclass(frozen=True)
class Panel:
    """A panel as it would sit on ``day``; ``origins_reason`` says why so few origins sit on it."""

    members: tuple[Member, ...]
    day: dt.date
    origins_reason: str = ""

    @property
    def chairs(self) -> list[Member]:
        """Those named as chair."""
        return [one for one in self.members if one.is_chair]

    @property
    def kinds(self) -> set[str]:
        """The kinds of expertise that sit on it."""
        return {one.kind for one in self.members}

    @property
    def origins(self) -> set[str]:
        """The origins that sit on it, of those whose origin is known."""
        return {one.origin for one in self.members if one.origin}


@dataclass(frozen=True)
class Reviewer:
    """A body about to be named as the one that reviews a matter in a field."""

    field: str
    body: Body | None
    committees: tuple[Body, ...] = ()


def named(members: Iterable[Member]) -> str:
    """The names of members, for a sentence."""
    return listed(one.name for one in members)
