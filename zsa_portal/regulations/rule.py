"""Rules, provisions, permissions, periods and thresholds, each carrying the id of its article.

Every object here asks ``in_force``: ``pytest --break-rule F15`` switches one id off, and the
tests marked with it must then fail.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, ParamSpec, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.regulations import clock

P = ParamSpec("P")
T = TypeVar("T")

switched_off: set[str] = set()


def in_force(rule_id: str) -> bool:
    """Whether the rule applies; only the test run's ``--break-rule`` ever switches one off."""
    return rule_id not in switched_off


class RuleUnmet(Exception):
    """A condition of the regulation is not met.

    ``rule`` is the rule's id; ``missing`` are translated sentences that say what is missing.
    """

    def __init__(self, rule: str, missing: Sequence[str]) -> None:
        self.rule = rule
        self.missing = [str(sentence) for sentence in missing]
        super().__init__(f"{rule}: {'; '.join(self.missing)}")


class Condition(Generic[T]):
    """A generator function that yields one sentence for each thing missing; empty means met.

    It is no article but what the portal itself needs, and ``id`` is its name; see Rule.
    """

    article = ""

    def __init__(self, check: Callable[[T], Iterable[str]]) -> None:
        self.check = check
        self.id = check.__name__
        functools.update_wrapper(self, check)

    def missing(self, subject: T) -> list[str]:
        """Sentences saying what is missing; empty when the condition is met or switched off."""
        if not in_force(self.id):
            return []
        return [str(sentence) for sentence in self.check(subject)]

    def require(self, subject: T) -> None:
        """Raise RuleUnmet with what is missing, if anything is."""
        if missing := self.missing(subject):
            raise RuleUnmet(self.id, missing)

    def __call__(self, subject: T) -> bool:
        return not self.missing(subject)


class Rule(Condition[T]):
    """A condition that is an article of a regulation, named by the catalogue's id."""

    def __init__(self, rule_id: str, check: Callable[[T], Iterable[str]]) -> None:
        super().__init__(check)
        self.id = self.article = rule_id


def rule(rule_id: str) -> Callable[[Callable[[Any], Iterable[str]]], Rule[Any]]:
    """Mark a generator of missing things as the condition of an article."""
    return lambda check: Rule(rule_id, check)


def condition(check: Callable[[Any], Iterable[str]]) -> Condition[Any]:
    """Mark a generator of missing things as a condition of our own, which no article names."""
    return Condition(check)


def rule_ids(*sources: Any) -> tuple[str, ...]:
    """The catalogue's ids that these carry, sorted: rules, figures, permissions, plain ids."""
    found = {
        one if isinstance(one, str) else getattr(one, "article", "") or getattr(one, "rule", "")
        for one in sources
    }
    return tuple(sorted(found - {""}))


def permission(
    rule_id: str,
) -> Callable[[Callable[[Any, Any], bool]], Callable[[Any, Any], bool]]:
    """Mark a predicate on (matter, user) as the article that says who may act."""

    def mark(allows: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
        @functools.wraps(allows)
        def asked(matter: Any, user: Any) -> bool:
            return not in_force(rule_id) or allows(matter, user)

        asked.rule = rule_id  # type: ignore[attr-defined]
        return asked

    return mark


def provision(rule_id: str, *, otherwise: Any = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Mark a function that supplies what an article demands; switched off it gives ``otherwise``."""

    def mark(supply: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(supply)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            return supply(*args, **kwargs) if in_force(rule_id) else otherwise

        asked.rule = rule_id  # type: ignore[attr-defined]
        return asked

    return mark


@dataclass(frozen=True)
class Period:
    """A length fixed by an article, in natural days or months of Asia/Shanghai.

    The day of opening is not counted; the last day counts to 23:59:59. 一般 in the regulation
    makes the figure a minimum: longer is allowed, shorter refused.
    """

    rule: str
    days: int = 0
    months: int = 0

    def closes(self, opened: dt.datetime, days: int | None = None) -> dt.datetime:
        """The exclusive end: the first instant after the last day. RuleUnmet when too short."""
        chosen = self.days if days is None else days
        self.require(chosen)
        return clock.start_of(clock.day_of(opened) + dt.timedelta(days=chosen + 1))

    def ends(self, start: dt.date) -> dt.date:
        """The last day of a period that begins on ``start``, months clipped to the month's end."""
        month = start.month - 1 + self.months
        year, month = start.year + month // 12, month % 12 + 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        return dt.date(year, month, day) + dt.timedelta(days=self.days)

    def require(self, days: int) -> None:
        """Raise RuleUnmet when ``days`` is shorter than the article's figure."""
        if days < self.days and in_force(self.rule):
            raise RuleUnmet(
                self.rule,
                [
                    ngettext(
                        "The period is at least %(days)d natural day.",
                        "The period is at least %(days)d natural days.",
                        self.days,
                    )
                    % {"days": self.days}
                ],
            )


class Base(StrEnum):
    """What a majority is counted of; part of the threshold's value."""

    ALL_MEMBERS = "all_members"
    VALID_VOTES = "valid_votes"
    WHOLE_PANEL = "whole_panel"


@dataclass(frozen=True)
class Threshold:
    """A majority fixed by an article: ``numerator``/``denominator`` of the base, 以上 includes it."""

    numerator: int
    denominator: int
    of: Base
    rule: str

    def needed(self, base: int) -> int:
        """The fewest votes in favour that pass with this base; at least one."""
        return max(1, -(-self.numerator * base // self.denominator))

    def met(self, *, yes: int, base: int) -> bool:
        """Whether ``yes`` votes of ``base`` pass; an empty base never does."""
        if not in_force(self.rule):
            return True
        return base > 0 and self.denominator * yes >= self.numerator * base

    def lacking(self, *, yes: int, base: int) -> list[str]:
        """A sentence with the votes still lacking, or nothing when met."""
        if self.met(yes=yes, base=base):
            return []
        more = self.needed(base) - yes
        return [
            ngettext(
                "%(more)d more vote in favour is needed: %(yes)d of %(base)d, %(needed)d required.",
                (
                    "%(more)d more votes in favour are needed: %(yes)d of %(base)d, "
                    "%(needed)d required."
                ),
                more,
            )
            % {"more": more, "yes": yes, "base": base, "needed": self.needed(base)}
        ]


def missing_title(name: object) -> str:
    """The sentence for a required thing that is absent."""
    return _("%(name)s is missing.") % {"name": name}
