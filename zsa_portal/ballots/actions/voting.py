"""Voting, and striking an elector from the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from zsa_portal.ballots.kinds import KINDS
from zsa_portal.ballots.models import Ballot, Elector, Vote, VoteDraft
from zsa_portal.ballots.queries import elector_of
from zsa_portal.ballots.rules import manages_ballot
from zsa_portal.ballots.sheets import changes_checked, checked
from zsa_portal.ballots.times import end_minute
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter, Recusal
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue, Refusal

MOST_WORDS = 4000
AGAINST = "disapprove"


def vote_cast(
    *,
    ballot: Ballot,
    by: User,
    choice: str,
    reason: str = "",
    sheet: Mapping[str, Any] | None = None,
    changes: Iterable[Mapping[str, Any]] | None = None,
) -> Vote:
    """Cast or change the vote of the seat on which ``by`` sits, and return the live vote.

    ``sheet`` answers the ballot's score sheet, by the items' keys: ``{"answer": …, "reason": …}``;
    ``changes`` are those asked for, ``{"clause": …, "change": …}`` each. A draft of it goes. The
    same vote again by the same person changes nothing. Raises BadValue for ``choice``, for
    ``reason`` (needed against), for the sheet and the changes (see sheets), PermissionDenied for
    whoever sits on no elector's seat (a deputy too), Refusal when the ballot is not open, the
    elector struck or the person recused.
    """
    choice, reason = choice_given(ballot, choice), _words(reason)
    if choice == AGAINST and not reason:
        raise BadValue("reason", _("Say why you are against."))
    with held(ballot.matter) as matter:
        fresh = locked(ballot)
        elector = voting_elector(fresh, matter, by)
        said = {
            "choice": choice,
            "reason": reason,
            "sheet": checked(fresh.items, sheet),
            "changes": changes_checked(KINDS[fresh.kind].sheet, changes),
        }
        drafts_drop([elector])
        live = elector.votes.filter(replaced_at=None).first()
        if live is not None and _same(live, by, said):
            return live
        now = clock.now()
        votes_void(elector, now)
        vote = Vote.objects.create(elector=elector, cast_at=now, cast_by=by, **said)
        step = "vote_cast" if live is None else "vote_change"
        record(matter, by=by, step=step, values={"ballot": fresh, "elector": elector})
        _relieve(matter, fresh, elector, by)
        return vote


def elector_strike(*, elector: Elector, reason: str, by: User) -> Elector:
    """Strike an elector from an open ballot's list, with a reason; a vote already cast falls away.

    The seat still counts in the base of all members (第十三条). By the secretariat or the
    committee's secretary. Striking twice changes nothing. Raises BadValue("reason", …),
    PermissionDenied, Refusal when closed.
    """
    reason = reason_given(reason)
    with held(elector.ballot.matter) as matter:
        ballot = locked(elector.ballot)
        if not manages_ballot(ballot, matter, by):
            raise PermissionDenied
        require_open(ballot, matter)
        fresh = Elector.objects.select_related("user", "seat__user").get(pk=elector.pk)
        if fresh.struck_at is not None:
            return fresh
        now = clock.now()
        votes_void(fresh, now)
        drafts_drop([fresh])
        fresh.struck_at, fresh.struck_by, fresh.strike_reason = now, by, reason
        fresh.save(update_fields=["struck_at", "struck_by", "strike_reason"])
        _relieve(matter, ballot, fresh, by)
        values = {"ballot": ballot, "elector": fresh}
        record(matter, by=by, step="elector_strike", reason=reason, values=values)
        return fresh


def reason_given(reason: str) -> str:
    """A reason without blanks around it. BadValue("reason", …) when there is none."""
    given = _words(reason)
    if not given:
        raise BadValue("reason", _("Give a reason."))
    return given


def locked(ballot: Ballot) -> Ballot:
    """The ballot, fresh with its matter, and locked until the transaction ends."""
    rows = Ballot.objects.select_for_update(no_key=True, of=("self",)).select_related("matter")
    return rows.get(pk=ballot.pk)


def recused_in(matter: Matter) -> set[int]:
    """The keys of the people recused in a matter now."""
    return set(
        Recusal.objects.filter(matter=matter.pk, lifted_at=None).values_list("user", flat=True)
    )


def choice_given(ballot: Ballot, choice: str) -> str:
    """A way to vote that the ballot offers. BadValue("choice", …) for any other."""
    if choice not in dict(ballot.choices):
        raise BadValue("choice", _("Choose one of the ways to vote."))
    return str(choice)


def _same(live: Vote, by: User, said: dict[str, Any]) -> bool:
    return live.cast_by_id == by.pk and all(
        getattr(live, name) == value for name, value in said.items()
    )


def _words(text: str) -> str:
    given = text.replace("\x00", "").strip()
    if len(given) > MOST_WORDS:
        sentence = _("At most %(most)d characters; you wrote %(length)d.")
        raise BadValue("reason", sentence % {"most": MOST_WORDS, "length": len(given)})
    return given


def require_open(ballot: Ballot, matter: Matter) -> None:
    """Refusal, with when it ended, unless the ballot accepts votes now."""
    if not ballot.is_open():
        ended = min(ballot.closes_at, ballot.closed_at or ballot.closes_at)
        at = end_minute(ended)
        raise Refusal(
            [_("This ballot ended at %(at)s. Nothing was recorded.") % {"at": at}], matter=matter
        )


def voting_elector(ballot: Ballot, matter: Matter, by: User) -> Elector:
    """The elector in whose place ``by`` votes now. PermissionDenied, Refusal; see ``vote_cast``."""
    elector = elector_of(ballot, by)
    if elector is None:
        raise PermissionDenied(_("You have no vote in this ballot."))
    require_open(ballot, matter)
    if elector.struck_at is not None:
        sentence = _("You were struck from the list of this ballot: %(reason)s")
        raise Refusal([sentence % {"reason": elector.strike_reason}], matter=matter)
    if by.pk in recused_in(matter):
        raise Refusal([_("You are recused in this matter and do not vote.")], matter=matter)
    return elector


def votes_void(elector: Elector, now: dt.datetime) -> None:
    """Let an elector's live vote fall away."""
    elector.votes.filter(replaced_at=None).update(replaced_at=now)


def drafts_drop(electors: Iterable[Elector]) -> None:
    """Let what was written of these electors' votes go."""
    VoteDraft.objects.filter(elector__in=[one.pk for one in electors]).delete()


def _relieve(matter: Matter, ballot: Ballot, elector: Elector, by: User) -> None:
    people = {elector.user_id: elector.user, elector.seat.user_id: elector.seat.user}
    for person in people.values():
        discharge(matter, ballot.duty_key, by=by, party=Party.of(person))
