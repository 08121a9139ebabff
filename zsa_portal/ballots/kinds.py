"""The kinds of ballot that procedures declare, and the figures the regulations leave open."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.sheets import ScoreSheet
from zsa_portal.ballots.visibility import AFTER_CLOSING, Visibility
from zsa_portal.documents.kinds import FormKind
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import Threshold
from zsa_portal.workflow.machine import Text

KINDS: Registry[BallotKind] = Registry("ballot")


@dataclass(frozen=True)
class BallotKind:
    """A kind of ballot; declaring it registers it.

    ``threshold`` says what majority of what passes; ``form`` is the official paper issued when a
    ballot of this kind closes. A threshold of the valid votes is held among those present, who
    are named when the ballot opens. ``sheet`` is what electors judge besides voting, if anything;
    ``visibility`` says when the count, and who voted how, are shown. ``choices`` are the ways to
    vote that this kind offers, with its words for them; in favour, against and abstaining if it
    names none. ``page`` is the name of the address where one votes.
    """

    code: str
    label: Text
    threshold: Threshold
    form: FormKind
    sheet: ScoreSheet | None = None
    visibility: Visibility = AFTER_CLOSING
    choices: tuple[tuple[str, Text], ...] = ()
    page: str = "ballots:vote"

    def __post_init__(self) -> None:
        KINDS[self.code] = self


DAYS = Settable(
    "ballot.days",
    7,
    _("Length of a committee's ballot in natural days"),
    _("No regulation says how long a committee votes."),
)
ABSTENTION_IS_VALID = Settable(
    "ballot.abstention_is_valid",
    True,
    _("An abstention is a valid vote"),
    _(
        "Article 24 of the formulation rules counts valid votes and does not say what they are; "
        "the stricter reading is that an abstention is valid and not in favour."
    ),
)
COUNCIL_MAJORITY = Settable(
    "council.majority",
    (1, 2),
    _("The council approves with more than this share of the votes cast"),
    _("No regulation names a majority for the council's decisions."),
)
COUNCIL_QUORUM = Settable(
    "council.quorum",
    (1, 2),
    _("The council decides when more than this share of its seats is present or answers"),
    _("No regulation names a quorum for the council's decisions."),
)
