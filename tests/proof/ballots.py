"""The committee's ballot on a suggestion: half of all its members."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.ballots.queries import closes_at, latest
from zsa_portal.regulations.rule import Base, Threshold

MAJORITY = Threshold(1, 2, of=Base.ALL_MEMBERS, rule="")

BALLOT = BallotKind(
    "proof.suggestion_ballot",
    "Ballot on the suggestion",
    threshold=MAJORITY,
    form=BALLOT_RESULT,
)


def last_ballot(suggestion: Any) -> Ballot | None:
    """The latest ballot on the suggestion."""
    return latest(suggestion, BALLOT.code)


def ballot_ends(suggestion: Any) -> dt.datetime | None:
    """When the calendar closes the ballot; None while none is open."""
    return closes_at(suggestion, BALLOT.code)
