"""The count of a ballot: pure, in whole numbers, over what each elector's place says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext, ngettext

from zsa_portal.regulations.rule import Base, Threshold

Position = Literal["approve", "disapprove", "abstain", "recused", "silent", "struck"]
FIGURES = ("yes", "no", "abstain", "recused", "silent", "struck", "base")


@dataclass(frozen=True)
class Tally:
    """How a ballot stands or stood.

    ``yes``, ``no``, ``abstain``, ``recused``, ``silent`` and ``struck`` are numbers of electors;
    ``base`` what the majority is counted of; ``needed`` the fewest votes in favour that pass with
    this base; ``lacking`` translated sentences with what is missing, none when passed.
    """

    yes: int
    no: int
    abstain: int
    recused: int
    silent: int
    struck: int
    base: int
    needed: int
    passed: bool
    lacking: list[str] = field(default_factory=list)

    @property
    def electors(self) -> int:
        """All electors of the list as it was frozen."""
        return self.voted + self.recused + self.silent + self.struck

    @property
    def voted(self) -> int:
        """The electors with a live vote, however they voted."""
        return self.yes + self.no + self.abstain

    def stored(self) -> dict[str, Any]:
        """The figures as a closed ballot keeps them."""
        return {name: getattr(self, name) for name in (*FIGURES, "needed", "passed")}


def count(
    positions: Iterable[Position], threshold: Threshold, *, abstention_is_valid: bool
) -> Tally:
    """Count the electors' positions against a threshold.

    All members counts every elector, the recused, silent and struck ones too; the whole panel all
    but the recused, who are no reviewers any more (第五条(五)); valid votes are those in favour and
    against, abstentions only if the figure says so.
    """
    found = Counter(positions)
    yes, no, abstain = found["approve"], found["disapprove"], found["abstain"]
    if threshold.of == Base.VALID_VOTES:
        base = yes + no + (abstain if abstention_is_valid else 0)
    elif threshold.of == Base.WHOLE_PANEL:
        base = sum(found.values()) - found["recused"]
    else:
        base = sum(found.values())
    figures = {
        "yes": yes,
        "no": no,
        "abstain": abstain,
        "recused": found["recused"],
        "silent": found["silent"],
        "struck": found["struck"],
        "base": base,
    }
    return judged(figures, threshold)


def judged(figures: dict[str, Any], threshold: Threshold) -> Tally:
    """The tally of counted figures, by the names of FIGURES; one not kept yet then is 0."""
    yes, base = figures["yes"], figures["base"]
    return Tally(
        **{name: figures.get(name, 0) for name in FIGURES},
        needed=threshold.needed(base),
        passed=threshold.met(yes=yes, base=base),
        lacking=_lacking(threshold, yes=yes, base=base),
    )


def uncounted_tally(threshold: Threshold) -> Tally:
    """The tally of a ballot ended without outcome: no figures, not passed."""
    return Tally(
        **dict.fromkeys(FIGURES, 0),
        needed=threshold.needed(0),
        passed=False,
        lacking=[gettext("The ballot was ended without outcome.")],
    )


def _lacking(threshold: Threshold, *, yes: int, base: int) -> list[str]:
    if threshold.of != Base.VALID_VOTES or threshold.met(yes=yes, base=base):
        return threshold.lacking(yes=yes, base=base)
    more = _more_valid_votes(threshold, yes=yes, base=base)
    sentence = ngettext(
        "%(more)d more vote in favour is needed: %(yes)d of %(base)d valid votes.",
        "%(more)d more votes in favour are needed: %(yes)d of %(base)d valid votes.",
        more,
    )
    return [sentence % {"more": more, "yes": yes, "base": base}]


def _more_valid_votes(threshold: Threshold, *, yes: int, base: int) -> int:
    """The fewest further votes in favour that pass; each of them enlarges the base too."""
    share, whole = threshold.numerator, threshold.denominator
    if share >= whole:
        return max(1, base - yes)
    return max(1, -(-(share * base - whole * yes) // (whole - share)))
