"""The draft of a vote: kept on the server part by part, seen by its writer alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zsa_portal.ballots.actions.voting import (
    MOST_WORDS,
    choice_given,
    vote_cast,
    voting_elector,
)
from zsa_portal.ballots.judging import CHANGES, CONCLUSION, Written, keys_of, written_of
from zsa_portal.ballots.kinds import KINDS
from zsa_portal.ballots.models import Ballot, Vote, VoteDraft
from zsa_portal.ballots.sheets import Item, changes_checked
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue


def draft_save(*, ballot: Ballot, by: User, part: str, values: Mapping[str, Any]) -> VoteDraft:
    """Keep one part of the vote that ``by`` is writing, unfinished or not; return the draft.

    ``part`` is an item's key (``values``: ``answer``, ``reason``), ``changes`` (``changes``: the
    rows) or ``conclusion`` (``choice``, ``reason``). Nothing is cast and nothing logged. A draft
    of a vote that was cast begins from it. Raises BadValue for a part or an answer that the
    ballot does not have and for too long words, PermissionDenied and Refusal as ``vote_cast`` does.
    """
    elector = voting_elector(ballot, ballot.matter, by)
    if part not in keys_of(ballot):
        raise BadValue("part", _("This ballot does not ask that."))
    with transaction.atomic():
        type(elector).objects.select_for_update(of=("self",), no_key=True).get(pk=elector.pk)
        written = written_of(elector, by)
        _write(written, ballot, part, values)
        draft, _made = VoteDraft.objects.update_or_create(
            elector=elector, user=by, defaults={**vars(written), "saved_at": clock.now()}
        )
    return draft


def draft_cast(*, ballot: Ballot, by: User) -> Vote:
    """Cast the vote as it is written so far; see ``vote_cast`` for what it raises."""
    elector = voting_elector(ballot, ballot.matter, by)
    return vote_cast(ballot=ballot, by=by, **vars(written_of(elector, by)))


def _write(written: Written, ballot: Ballot, part: str, values: Mapping[str, Any]) -> None:
    if part == CHANGES:
        written.changes = changes_checked(KINDS[ballot.kind].sheet, values.get("changes"))
    elif part == CONCLUSION:
        choice = str(values.get("choice") or "")
        written.choice = choice and choice_given(ballot, choice)
        written.reason = _words(values.get("reason"), "reason")
    else:
        item = next(item for item in ballot.items if item.key == part)
        written.sheet[part] = _judged(item, values)


def _judged(item: Item, values: Mapping[str, Any]) -> dict[str, str]:
    answer = str(values.get("answer") or "")
    if answer and answer not in item.values:
        raise BadValue("answer", _("Choose one of the answers for each item."))
    judged = {"answer": answer}
    if item.with_reason:
        judged["reason"] = _words(values.get("reason"), "reason")
    return judged


def _words(given: Any, field: str) -> str:
    words = str(given or "").replace("\x00", "").strip()
    if len(words) > MOST_WORDS:
        sentence = _("At most %(most)d characters; you wrote %(length)d.")
        raise BadValue(field, sentence % {"most": MOST_WORDS, "length": len(words)})
    return words
