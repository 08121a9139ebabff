"""Rules, provisions, permissions, periods and thresholds, each carrying the id of its article.

Every object here answers through ``asked``: a test run notes who asked it, and breaks each of them
once under a test that must then fail.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, ParamSpec, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.regulations import clock

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_MONTH = 31

Watcher = Callable[["Declared", Callable[[], Any], Any], Any]
watcher: Watcher | None = None


def asked(thing: Declared, answer: Callable[[], T], *, otherwise: Any) -> T:
    """What a declared thing answers.

    ``otherwise`` is what it answers when it forbids and demands nothing; only the ``watcher`` of a
    test run ever gives that instead, to break it.
    """
    given: T = answer() if watcher is None else watcher(thing, answer, otherwise)
    return given


class Declared:
    """Something of the regulations, or of our own, that a test run can break by itself."""

    __qualname__: str

    def identity(self) -> str:
        """A name that no other declared thing has: the module and the name it stands under."""
        return f"{self.__module__}.{self.__qualname__}"


class Figure(Declared):
    """A value of an article. Equal figures are one: what was stored and read again is the same."""

    def identity(self) -> str:
        """Its value, with the article."""
        return repr(self)


class Declined(Exception):
    """The portal says no, by its rules and in words."""


class RuleUnmet(Declined):
    """A condition of the regulation is not met.

    ``rule`` is the rule's id; ``missing`` are translated sentences that say what is missing.
    """

    def __init__(self, rule: str, missing: Sequence[str]) -> None:
        self.rule = rule
        self.missing = [str(sentence) for sentence in missing]
        super().__init__(f"{rule}: {'; '.join(self.missing)}")


class Condition(Declared, Generic[T]):
    """A generator function that yields one sentence for each thing missing; empty means met.

    It is no article but what the portal itself needs, and ``id`` is its name; see Rule. ``counts``
    are the kinds of paper that it counts: they stay while the step that asked it stands.
    """

    article = ""
    counts: tuple[str, ...] = ()

    def __init__(self, check: Callable[[T], Iterable[str]]) -> None:
        self.check = check
        self.id = check.__name__
        functools.update_wrapper(self, check)

    def missing(self, subject: T) -> list[str]:
        """Sentences saying what is missing; empty when the condition is met."""
        return asked(self, lambda: [str(line) for line in self.check(subject)], otherwise=[])

    def require(self, subject: T) -> None:
        """Raise RuleUnmet with what is missing, if anything is."""
        if missing := self.missing(subject):
            raise RuleUnmet(self.id, missing)

    def __call__(self, subject: T) -> bool:
        known, met = _met.get()
        return (subject is known and self in met) or not self.missing(subject)


_met: ContextVar[tuple[Any, Collection[Any]]] = ContextVar("met", default=(None, ()))


@contextmanager
def known_to_be_met(subject: Any, conditions: Collection[Condition[Any]]) -> Iterator[None]:
    """Let conditions that were just asked of a subject say that they are met, until ``ask_anew``."""
    token = _met.set((subject, conditions))
    try:
        yield
    finally:
        _met.reset(token)


def ask_anew() -> None:
    """From now on every condition is asked."""
    _met.set((None, ()))


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


class Permission(Declared):
    """A predicate on (matter, user): the article that says who may act."""

    def __init__(self, rule_id: str, allows: Callable[[Any, Any], bool]) -> None:
        self.article = rule_id
        self.allows = allows
        functools.update_wrapper(self, allows)

    def __call__(self, matter: Any, user: Any) -> bool:
        return asked(self, lambda: self.allows(matter, user), otherwise=True)


def permission(rule_id: str) -> Callable[[Callable[[Any, Any], bool]], Permission]:
    """Mark a predicate on (matter, user) as the article that says who may act."""
    return lambda allows: Permission(rule_id, allows)


class Provision(Declared, Generic[P, T]):
    """A function that supplies what an article demands."""

    def __init__(self, rule_id: str, supply: Callable[P, T], otherwise: T) -> None:
        self.article = rule_id
        self.supply = supply
        self.otherwise = otherwise
        functools.update_wrapper(self, supply)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        return asked(self, lambda: self.supply(*args, **kwargs), otherwise=self.otherwise)


def provision(
    rule_id: str, *, otherwise: Any = None
) -> Callable[[Callable[P, T]], Provision[P, T]]:
    """Mark a function that supplies what an article demands; broken it gives ``otherwise``."""
    return lambda supply: Provision(rule_id, supply, otherwise)


class Period(Figure):
    """A length in natural days of Asia/Shanghai, whoever fixes it: an article, or a setting.

    The day of opening is not counted; the last day counts to 23:59:59. Longer is allowed, shorter
    refused.
    """

    days: int
    rule: str

    def closes(self, opened: dt.datetime, days: int | None = None) -> dt.datetime:
        """The exclusive end: the first instant after the last day. RuleUnmet when too short."""
        chosen = self.days if days is None else days
        self.require(chosen)
        return clock.start_of(clock.day_of(opened) + dt.timedelta(days=chosen + 1))

    def require(self, days: int) -> None:
        """Raise RuleUnmet when ``days`` is shorter than the figure."""
        if missing := asked(self, lambda: self._lacking(days), otherwise=[]):
            raise RuleUnmet(self.rule, missing)

    def _lacking(self, days: int) -> list[str]:
        least = self.days
        if days >= least:
            return []
        return [
            ngettext(
                "The period is at least %(days)d natural day.",
                "The period is at least %(days)d natural days.",
                least,
            )
            % {"days": least}
        ]


@dataclass(frozen=True)
class Days(Period):
    """A length fixed by an article, in natural days; 一般 in the regulation makes it a minimum."""

    days: int
    rule: str


@dataclass(frozen=True)
class Months(Figure):
    """A length fixed by an article, in calendar months of Asia/Shanghai.

    It ends on the day of the month on which it began, or on the last of a shorter month.
    """

    months: int
    rule: str

    def ends(self, start: dt.date) -> dt.date:
        """The last day of a length that begins on ``start``; ``start`` itself when switched off."""
        return asked(self, lambda: months_after(start, self.months), otherwise=start)

    def closes(self, opened: dt.datetime) -> dt.datetime:
        """The exclusive end: the first instant after the last day."""
        return clock.start_of(self.ends(clock.day_of(opened)) + dt.timedelta(days=1))


@dataclass(frozen=True, kw_only=True)
class Every(Figure):
    """A duty that an article lets return every so many years or months.

    ``on`` fixes the day of the month; without it the day is that of the act the series begins
    with. A month without that day has its last day instead, and the later ones are not moved by
    it. ValueError for a series that never returns or a day that no month has.
    """

    rule: str
    years: int = 0
    months: int = 0
    on: int | None = None

    def __post_init__(self) -> None:
        if self.years < 0 or self.months < 0 or not self._step:
            raise ValueError("a recurring duty returns after at least one month")
        if self.on is not None and not 1 <= self.on <= LONGEST_MONTH:
            raise ValueError("no month has this day")

    @property
    def _step(self) -> int:
        return 12 * self.years + self.months

    def next_after(self, day: dt.date, since: dt.date | None = None) -> dt.date:
        """The first due day after ``day``, in the series that begins on ``since``.

        ``since`` is the day of the act the series counts from, by default ``day`` itself: done
        then, due next. Switched off it is never due: ``date.max``.
        """
        start = day if since is None else since
        return asked(self, lambda: self._first_after(day, start), otherwise=dt.date.max)

    def _first_after(self, day: dt.date, start: dt.date) -> dt.date:
        times = max(0, _months_between(start, day) // self._step)
        while (due := self._due(start, times)) <= max(day, start):
            times += 1
        return due

    def due_days(self, since: dt.date, until: dt.date) -> list[dt.date]:
        """Every due day after ``since``, up to and with ``until``."""
        found, due = [], self.next_after(since)
        while due <= until:
            found.append(due)
            due = self.next_after(due, since)
        return found

    def _due(self, since: dt.date, times: int) -> dt.date:
        return months_after(since, times * self._step, on=self.on)


def months_after(day: dt.date, months: int, *, on: int | None = None) -> dt.date:
    """That many months after a day, on the same day of the month or ``on``, clipped to its end."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(on or day.day, calendar.monthrange(year, month)[1]))


def _months_between(start: dt.date, end: dt.date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month


class Base(StrEnum):
    """What a majority is counted of; part of the threshold's value."""

    ALL_MEMBERS = "all_members"
    VALID_VOTES = "valid_votes"
    WHOLE_PANEL = "whole_panel"


@dataclass(frozen=True)
class Threshold(Figure):
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
        return asked(
            self,
            lambda: base > 0 and self.denominator * yes >= self.numerator * base,
            otherwise=True,
        )

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
