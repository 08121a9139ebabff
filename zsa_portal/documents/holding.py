"""What a gate counted stays: a paper is held while what it opened stands.

Some papers are another procedure's whole: their level, their readers and their end are decided there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from zsa_portal.documents.access import PUBLIC_KINDS
from zsa_portal.documents.dossiers import Dossier
from zsa_portal.documents.models import Document, Version
from zsa_portal.regulations import clock
from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import Condition, Figure, asked
from zsa_portal.workflow.gates import gates_of, steps_that_count, taken
from zsa_portal.workflow.models import Level, LogEntry
from zsa_portal.workflow.refusals import Refusal

C = TypeVar("C", bound=Condition[Any])

ELSEWHERE: Registry[Condition[Document]] = Registry("procedure of papers")
"""Conditions of packages above: unmet, in words, for a paper that goes by their procedure alone."""
ORIGINALS: Registry[Condition[Version]] = Registry("keeper of originals")
"""Conditions of packages above: unmet, in words, for a version whose original does not leave."""
PICTURES: Registry[Condition[Version]] = Registry("keeper of words")
"""Conditions of packages above: unmet, in words, for a version that is shown as pictures alone."""
PICTURES_AHEAD: Registry[Callable[[Collection[Document]], None]] = Registry("reader of PICTURES")
"""Of packages above: read at once what their condition in PICTURES asks of each of many papers."""


@dataclass(frozen=True)
class Held(Figure):
    """That what a condition of the article ``rule`` counted stays; no article for our own ones."""

    rule: str


def counting(*counted: str | Dossier) -> Callable[[C], C]:
    """Let a condition say what it counts: kinds of paper, or a dossier's papers.

    A paper that it counted when a step was taken is held while that step stands.
    """

    def note(condition: C) -> C:
        for one in counted:
            condition.counts += one.counted if isinstance(one, Dossier) else (one,)
        return condition

    return note


def gate_of(document: Document) -> LogEntry | None:
    """The latest step that counted a live paper and still stands, None for a paper that is free.

    The scan of a form hangs on its form, not on a matter, and is free.
    """
    matter = document.matter
    if matter is None or document.withdrawn_at is not None:
        return None
    moves = [
        one for one in steps_that_count(matter, document.kind) if one.at >= document.created_at
    ]
    return moves[-1] if moves else None


def require_free(document: Document) -> None:
    """Raise Refusal, with what to do instead, for a paper that is held."""
    matter, move = document.matter, gate_of(document)
    if move is None or matter is None:
        return
    articles = gates_of(matter.kind)[document.kind][move.step]
    if not all(asked(Held(one), lambda: True, otherwise=False) for one in articles or ("",)):
        return
    sentence = _(
        "“%(step)s” of %(day)s counted this paper; it stays while that stands. Let the step be taken "
        "back or the matter be returned first. A better one is added as a new version, where the "
        "state is open to it."
    ) % {"step": taken(matter, move), "day": clock.day_of(move.at).isoformat()}
    raise Refusal([sentence], matter=matter, rules=articles)


def elsewhere(document: Document) -> list[str]:
    """Where a paper's level, readers and end are decided instead, in sentences; empty where here."""
    return [line for condition in ELSEWHERE.values() for line in condition.missing(document)]


def keeps_original(version: Version) -> bool:
    """Whether a version is kept elsewhere so that only marked copies of it leave the portal."""
    return any(condition.missing(version) for condition in ORIGINALS.values())


def kept_silent(*versions: Version) -> str:
    """Why no page tells the words of one of these versions, in a sentence; empty where pages do."""
    found = (
        line
        for version in versions
        for condition in PICTURES.values()
        for line in condition.missing(version)
    )
    return next(found, "")


def silent_among(versions: Collection[Version]) -> set[int]:
    """The keys of those versions whose words no page tells; a fixed number of queries.

    Versions of one paper share its object.
    """
    documents = [version.document for version in versions]
    for read in PICTURES_AHEAD.values():
        read(documents)
    return {version.pk for version in versions if kept_silent(version)}


def require_own(document: Document) -> None:
    """Raise RuleUnmet for a paper whose level, readers and end another procedure decides."""
    for condition in ELSEWHERE.values():
        condition.require(document)


def require_public(document: Document, level: str) -> None:
    """Raise Refusal where a counted paper that anyone may read now would be taken from the public."""
    matter = document.matter
    if matter is None or document.level != Level.PUBLIC or level == Level.PUBLIC:
        return
    if str(matter.state_info.phase) in PUBLIC_KINDS.get(document.kind, ()):
        require_free(document)
