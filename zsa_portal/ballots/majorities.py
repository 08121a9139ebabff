"""How many have to be there, and in favour, so that a recorded decision is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from zsa_portal.ballots.kinds import ABSTENTION_IS_VALID
from zsa_portal.people.models import Body
from zsa_portal.regulations.shares import Share, exceeds, fewest


@dataclass(frozen=True)
class Figures:
    """The people of a decision: votes, None where the resolution gives none, out of the seats.

    ``seats`` are the body's voting seats of the day, ``entitled`` those of them whose person is
    not recused, ``present`` those present or answering.
    """

    seats: int
    entitled: int
    present: int
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None

    @property
    def cast(self) -> int:
        """The votes of which a majority is counted, abstentions if they are valid votes."""
        valid = self.abstain or 0 if ABSTENTION_IS_VALID.value() else 0
        return (self.yes or 0) + (self.no or 0) + valid

    def seats_lack(self, body: Body, day: dt.date, quorum: Share) -> Iterable[str]:
        """What is wrong with those present, out of the seats of the body on the day."""
        part, whole = quorum
        words = {
            "present": self.present,
            "seats": self.seats,
            "body": body,
            "day": day,
            "share": part,
            "whole": whole,
        }
        if not self.seats:
            yield _("Nobody sits on %(body)s with a vote on %(day)s.") % words
        elif self.present > self.seats:
            yield (
                _(
                    "%(present)d present or answering are more than the %(seats)d who sit on "
                    "%(body)s with a vote on %(day)s."
                )
                % words
            )
        elif not exceeds(self.present, self.seats, quorum):
            yield (
                _(
                    "%(present)d of %(seats)d members are no quorum: more than %(share)d/%(whole)d "
                    "of %(body)s have to be present or answer."
                )
                % words
            )


@dataclass(frozen=True)
class Sitting:
    """A decision about to be recorded: whose, when, with what figures and what outcome."""

    body: Body
    day: dt.date
    figures: Figures
    outcome: str


class Majority(Protocol):
    """What votes in favour have to reach."""

    def no_approval(self, figures: Figures) -> str:
        """Why the figures are no approval, in words; empty when they are one."""

    def no_refusal(self, figures: Figures) -> str:
        """Why the figures are no refusal, in words; empty when they are one."""


@dataclass(frozen=True)
class MoreOfVotes:
    """More than a share of the votes cast; where no votes are given the resolution speaks."""

    share: Callable[[], Share]

    def _words(self, figures: Figures) -> dict[str, int]:
        part, whole = self.share()
        return {"yes": figures.yes or 0, "cast": figures.cast, "share": part, "whole": whole}

    def _reached(self, figures: Figures) -> bool:
        return exceeds(figures.yes or 0, figures.cast, self.share())

    def no_approval(self, figures: Figures) -> str:
        """Why the figures are no approval, in words; empty when they are one."""
        if figures.yes is None or self._reached(figures):
            return ""
        return _(
            "%(yes)d of %(cast)d votes are not more than %(share)d/%(whole)d: this is no approval."
        ) % self._words(figures)

    def no_refusal(self, figures: Figures) -> str:
        """Why the figures are no refusal, in words; empty when they are one."""
        if figures.yes is None or not self._reached(figures):
            return ""
        return _(
            "%(yes)d of %(cast)d votes are more than %(share)d/%(whole)d: this is no refusal."
        ) % self._words(figures)


@dataclass(frozen=True)
class ShareOfSeats:
    """At least a share of all who sit on the body, whoever is recused left out; votes are needed."""

    share: Callable[[], Share]

    def _words(self, figures: Figures) -> dict[str, int]:
        needed = fewest(figures.entitled, self.share())
        return {"yes": figures.yes or 0, "seats": figures.entitled, "needed": needed}

    def no_approval(self, figures: Figures) -> str:
        """Why the figures are no approval, in words; empty when they are one."""
        words = self._words(figures)
        if figures.yes is None:
            return _("Give the votes: at least %(needed)d of %(seats)d members agree.") % words
        if words["yes"] >= words["needed"]:
            return ""
        return (
            _(
                "%(yes)d of %(seats)d members are in favour, at least %(needed)d have to be: "
                "this is no agreement."
            )
            % words
        )

    def no_refusal(self, figures: Figures) -> str:
        """Why the figures are no refusal, in words; empty when they are one."""
        words = self._words(figures)
        if figures.yes is None or words["yes"] < words["needed"]:
            return ""
        return _("%(yes)d of %(seats)d members are in favour: this is no refusal.") % words
