"""Kinds of ballot with a score sheet or another visibility, as only tests declare them."""

from __future__ import annotations

from typing import Any

from tests.zsa_portal.ballots.conftest import members
from zsa_portal.ballots.actions import vote_cast
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.ballots.sheets import Item, ScoreSheet, points
from zsa_portal.ballots.visibility import NEVER_BY_NAME, OPENLY, Shown, Visibility
from zsa_portal.regulations.rule import Base, Threshold

SHARE = Threshold(3, 4, of=Base.WHOLE_PANEL, rule="R17c")
GRADES = (("good", "符合"), ("bad", "不符合"))


def comments_of(matter: Any) -> list[tuple[str, str]]:
    """The comments on an example matter: two, worded after its title."""
    return [("c1", f"意见一：{matter.title}"), ("c2", "意见二")]


SHEET = ScoreSheet(
    items=(
        Item("novelty", "创新性", GRADES, with_reason=True),
        Item("use", "应用情况", points(0, 3)),
    ),
    comments=comments_of,
)
SCORED = BallotKind("test.scored", "逐项评审", SHARE, BALLOT_RESULT, sheet=SHEET)
OPEN = BallotKind("test.open", "公开表决", SHARE, BALLOT_RESULT, visibility=OPENLY)
EARLY = BallotKind(
    "test.early", "随时计票", SHARE, BALLOT_RESULT, visibility=Visibility(tally=Shown.OPEN)
)
SECRET = BallotKind(
    "test.secret", "无记名表决", SHARE, BALLOT_RESULT, sheet=SHEET, visibility=NEVER_BY_NAME
)


def filled(
    novelty: str = "good", use: str = "2", c1: str = "founded", c2: str = "unfounded", why: str = ""
) -> dict[str, dict[str, str]]:
    """The test sheet, filled in."""
    return {
        "novelty": {"answer": novelty, "reason": why or "填补空白"},
        "use": {"answer": use},
        "c1": {"answer": c1},
        "c2": {"answer": c2},
    }


def posted(sheet: dict[str, dict[str, str]], **more: str) -> dict[str, str]:
    """What a browser sends for a filled-in sheet."""
    found = {f"sheet-{key}": judged["answer"] for key, judged in sheet.items()}
    return found | {"why-novelty": sheet["novelty"]["reason"], "choice": "approve"} | more


def score(ballot: Ballot, place: int, choice: str = "approve", reason: str = "", **sheet: str):
    """Let the member at a place of the list vote with a sheet."""
    voter = members(ballot)[place]
    return vote_cast(ballot=ballot, by=voter, choice=choice, reason=reason, sheet=filled(**sheet))
