"""The kinds of decision that procedures declare, and the conditions that ask for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.kinds import COUNCIL_MAJORITY, COUNCIL_QUORUM
from zsa_portal.ballots.majorities import Majority, MoreOfVotes, Sitting
from zsa_portal.ballots.papers import RESOLUTION
from zsa_portal.ballots.queries import decided
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.people.models import Body
from zsa_portal.people.queries import council
from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import Condition, Rule
from zsa_portal.regulations.shares import Share
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter

DECISIONS: Registry[DecisionKind] = Registry("The kind of decision")
APPROVED, REJECTED = Decision.Outcome.APPROVED, Decision.Outcome.REJECTED


SIMPLE_MAJORITY = MoreOfVotes(lambda: (1, 2))


def somebody() -> Share:
    """The share of the seats that those present exceed where no quorum is laid down."""
    return (0, 1)


@dataclass(frozen=True)
class Decider:
    """Which body decides on a matter, with what majority, and what is said while it has not.

    ``majority`` says what votes in favour have to reach; ``quorum`` is the share of the body's
    voting seats that those present or answering have to exceed.
    """

    body: Callable[[Any], Body]
    not_approved: Text
    not_refused: Text
    majority: Majority = SIMPLE_MAJORITY
    quorum: Callable[[], Share] = somebody


COUNCIL = Decider(
    lambda _matter: council(),
    not_approved=_("The council's approval is not recorded."),
    not_refused=_("No refusal by the council is recorded."),
    majority=MoreOfVotes(COUNCIL_MAJORITY.value),
    quorum=COUNCIL_QUORUM.value,
)


@dataclass(frozen=True)
class DecisionKind:
    """A kind of decision; declaring it registers it.

    ``key`` carries the app (``standards.plan``) and is what a Decision keeps as its purpose;
    ``rule`` is the article by which this body decides. Of it are ``is_seated``, that those present
    sit on the body and are its quorum, and ``is_carried``, that the votes are the outcome.
    """

    key: str
    label: Text
    decider: Decider
    rule: str = ""
    is_seated: Condition[Sitting] = field(init=False)
    is_carried: Condition[Sitting] = field(init=False)

    def __post_init__(self) -> None:
        DECISIONS.add(self.key, self)
        object.__setattr__(self, "is_seated", self._condition("seated", self._unseated))
        object.__setattr__(self, "is_carried", self._condition("carried", self._not_carried))

    def _condition(
        self, name: str, lacks: Callable[[Sitting], Iterable[str]]
    ) -> Condition[Sitting]:
        def check(sitting: Sitting) -> Iterable[str]:
            return lacks(sitting)

        check.__name__ = check.__qualname__ = f"{self.key}.{name}"
        return Rule(self.rule, check) if self.rule else Condition(check)

    def _unseated(self, sitting: Sitting) -> Iterable[str]:
        return sitting.figures.seats_lack(sitting.body, sitting.day, self.decider.quorum())

    def _not_carried(self, sitting: Sitting) -> Iterable[str]:
        majority = self.decider.majority
        why_not = {APPROVED: majority.no_approval, REJECTED: majority.no_refusal}
        if sentence := why_not[Decision.Outcome(sitting.outcome)](sitting.figures):
            yield sentence

    def body_of(self, matters: Iterable[Matter]) -> Body:
        """The body that decides on all of these; ValueError when they lie before several."""
        bodies = {self.decider.body(matter) for matter in matters}
        if len(bodies) != 1:
            raise ValueError(f"{self.key}: one decision is taken by one body, not {len(bodies)}")
        return bodies.pop()

    def approved(self, rule_id: str, doc: str) -> Rule[Any]:
        """The article's condition that the body approved the matter since it came before it.

        The resolution's paper stays while the step that asked stands.
        """
        condition = Rule(rule_id, self._recorded(APPROVED, self.decider.not_approved, doc))
        condition.counts = (RESOLUTION,)
        return condition

    def refused(self, doc: str) -> Condition[Any]:
        """The condition that the body refused the matter since it came before it."""
        return Condition(self._recorded(REJECTED, self.decider.not_refused, doc))

    def _recorded(
        self, outcome: str, otherwise: Text, doc: str
    ) -> Callable[[Matter], Iterable[str]]:
        def check(matter: Matter) -> Iterable[str]:
            decision = decided(matter, self.key)
            if decision is None or decision.outcome != outcome:
                yield str(otherwise)

        check.__name__ = check.__qualname__ = f"{self.key}.{outcome}"
        check.__doc__ = doc
        return check
