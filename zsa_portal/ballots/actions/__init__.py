"""What changes ballots, recusals and decisions."""

from zsa_portal.ballots.actions.closing import (
    ballot_close,
    ballot_end,
    current_ballot_close,
    current_ballot_end,
)
from zsa_portal.ballots.actions.decisions import deciding, decision_record
from zsa_portal.ballots.actions.drafting import draft_cast, draft_save
from zsa_portal.ballots.actions.opening import Gathering, Present, ballot_open, duties_follow
from zsa_portal.ballots.actions.recusals import recusal_declare, recusal_lift
from zsa_portal.ballots.actions.replacing import elector_replace
from zsa_portal.ballots.actions.voting import elector_strike, vote_cast

__all__ = [
    "Gathering",
    "Present",
    "ballot_close",
    "ballot_end",
    "ballot_open",
    "current_ballot_close",
    "current_ballot_end",
    "deciding",
    "decision_record",
    "draft_cast",
    "draft_save",
    "duties_follow",
    "elector_replace",
    "elector_strike",
    "recusal_declare",
    "recusal_lift",
    "vote_cast",
]
