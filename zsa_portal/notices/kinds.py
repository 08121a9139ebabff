"""What a process declares of its notices: how long, who answers, what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zsa_portal.documents.kinds import TITLES
from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import Figure, Period
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.roles import RoleInfo

if TYPE_CHECKING:
    from zsa_portal.documents.forms import FormKind

KINDS: Registry[NoticeKind] = Registry("notice")


def _nothing(matter: Matter) -> str:
    return ""


@dataclass(frozen=True)
class Answering(Figure):
    """That only some answer the opinions of a kind of notice; ``rule`` is the article that says so."""

    kind: str
    rule: str


@dataclass(frozen=True)
class Resolving(Figure):
    """That an objection is resolved by words that say what was done, by the article ``rule``."""

    kind: str
    rule: str


@dataclass(frozen=True)
class Evidencing(Figure):
    """That an opinion comes with its evidence, by the article ``rule``."""

    kind: str
    rule: str


@dataclass(frozen=True)
class NoticeKind:
    """A kind of public notice; declaring it registers it.

    ``period`` is the shortest time, of an article or a setting; ``form`` the official paper issued
    with the notice; ``opinion_label`` what one opinion is called. ``with_clauses`` asks for clause, type and
    proposed change (a consultation on a text); without it an opinion is an objection, which must
    be resolved besides being answered, by words that say what was done. ``roles`` play the
    part in the matter that answers, by the article ``answers_rule``, in ``answer_states`` (while
    the matter is public, if none are named).
    ``evidence_rule`` is the article by which an opinion must come with evidence, for the truth of
    which its author answers; without one evidence may be left out.
    ``readers`` play the part that judges what came in: they read it with its evidence, never contacts.
    ``open_states`` are those in which opinions may come in while the clock allows it (any public
    one if none are named).
    ``summary`` gives what is proposed, in words, from the matter when the notice is published;
    ``papers`` are the kinds of public paper offered for download, all that are public if empty.
    """

    code: str
    label: Text
    period: Period
    roles: tuple[RoleInfo, ...]
    form: FormKind | None = None
    opinion_label: Text = ""
    with_clauses: bool = False
    answers_rule: str = ""
    evidence_rule: str = ""
    answer_states: tuple[str, ...] = ()
    open_states: tuple[str, ...] = ()
    summary: Callable[[Matter], str] = _nothing
    papers: tuple[str, ...] = ()
    readers: tuple[RoleInfo, ...] = ()
    answering: Answering = field(init=False)
    resolving: Resolving | None = field(init=False)
    evidencing: Evidencing | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answering", Answering(self.code, self.answers_rule))
        resolving = None if self.with_clauses else Resolving(self.code, self.answers_rule)
        object.__setattr__(self, "resolving", resolving)
        evidencing = Evidencing(self.code, self.evidence_rule) if self.evidence_rule else None
        object.__setattr__(self, "evidencing", evidencing)
        KINDS[self.code] = self
        if self.form is not None:
            TITLES.append(self.label)

    @property
    def beside(self) -> str:
        """What stands beside the form of an answer: the papers that were put to comment."""
        return f"papers:{','.join(self.papers)}"

    @property
    def resolves(self) -> bool:
        """Whether an opinion stays open until it is resolved, not only answered."""
        return self.resolving is not None
