"""Whose steps these are, and what each needs; ``@rule("…")`` in place of ``@condition`` names an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.proof.ballots import last_ballot
from tests.proof.notices import NOTICE
from tests.proof.papers import TEXT
from tests.proof.states import KEEPER
from zsa_portal.ballots.queries import tally
from zsa_portal.documents.dossiers import has_paper
from zsa_portal.documents.holding import counting
from zsa_portal.notices.queries import latest_notice, unanswered_said
from zsa_portal.regulations.rule import condition, missing_title
from zsa_portal.workflow.interests import plays


def keeps(suggestion: Any, user: Any) -> bool:
    """The people of the department that keeps the suggestion."""
    return plays(suggestion, user, [KEEPER])


@counting(TEXT)
@condition
def text_is_there(suggestion: Any) -> Iterable[str]:
    """Only what can be read is put on notice."""
    if not has_paper(suggestion, TEXT):
        yield missing_title("The suggestion in full")


@condition
def notice_is_over(suggestion: Any) -> Iterable[str]:
    """The committee votes after everybody had time to comment."""
    notice = latest_notice(suggestion, NOTICE.code)
    if notice is None or notice.is_open():
        yield "The notice is not over."


@condition
def comments_are_answered(suggestion: Any) -> Iterable[str]:
    """Each comment has an answer."""
    yield from unanswered_said(suggestion, NOTICE.code)


@condition
def ballot_is_passed(suggestion: Any) -> Iterable[str]:
    """The ballot is closed and reached its majority."""
    ballot = last_ballot(suggestion)
    if ballot is None or ballot.closed_at is None:
        yield "The committee has not voted."
    else:
        yield from tally(ballot).lacking
