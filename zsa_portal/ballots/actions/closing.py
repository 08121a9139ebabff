"""Closing a ballot: the count is kept, the result paper issued; or it ends without outcome."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zsa_portal.ballots.actions.telling import electors_tell
from zsa_portal.ballots.actions.voting import locked, reason_given, require_open
from zsa_portal.ballots.kinds import KINDS, BallotKind
from zsa_portal.ballots.models import Ballot, Elector, Vote, VoteDraft
from zsa_portal.ballots.papers import result_data
from zsa_portal.ballots.queries import sheet_counts, tally
from zsa_portal.documents import forms
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import Refusal


def ballot_close(*, ballot: Ballot, by: User | None) -> Ballot:
    """Close a ballot, keep its count and issue its result paper; return the closed ballot.

    Called in a step's body, or with the matter held; ``by`` is None for the calendar. Raises
    Refusal when it is closed already, or before its time while an elector who is neither recused
    nor struck has not voted.
    """
    fresh = locked(ballot)
    matter, now = fresh.matter, clock.now()
    if fresh.closed_at is not None:
        raise Refusal([_("This ballot is closed already.")], matter=matter)
    _freeze_recusals(fresh, now)
    counted = tally(fresh)
    if now < fresh.closes_at and counted.silent:
        raise Refusal([_outstanding(counted.silent)], matter=matter)
    result = counted.stored()
    if fresh.sheet:
        result["sheet"] = {one.item.key: one.numbers for one in sheet_counts(fresh)}
    fresh.closed_at, fresh.closed_by, fresh.result = now, by, result
    paper = KINDS[fresh.kind].form
    fresh.result_form = forms.issue(paper, about=matter, data=result_data(fresh), by=by)
    fresh.save(update_fields=["closed_at", "closed_by", "result", "result_form"])
    VoteDraft.objects.filter(elector__ballot=fresh).delete()
    discharge(matter, fresh.duty_key, by=by)
    record(matter, by=by, step="ballot_close", values={"ballot": fresh, **counted.stored()})
    return fresh


def ballot_end(*, ballot: Ballot, reason: str, by: User) -> Ballot:
    """End a running ballot without outcome, and tell its electors why; return the ended ballot.

    What was cast is kept and not counted; another ballot of the kind may be opened. Called in a
    step's body, or with the matter held. Raises BadValue("reason", …), Refusal when the ballot is
    not open.
    """
    reason = reason_given(reason)
    fresh = locked(ballot)
    matter = fresh.matter
    require_open(fresh, matter)
    fresh.closed_at, fresh.closed_by, fresh.end_reason = clock.now(), by, reason
    fresh.save(update_fields=["closed_at", "closed_by", "end_reason"])
    VoteDraft.objects.filter(elector__ballot=fresh).delete()
    discharge(matter, fresh.duty_key, by=by)
    record(matter, by=by, step="ballot_end", reason=reason, values={"ballot": fresh})
    electors_tell(fresh, by=by)
    return fresh


def current_ballot_end(*, matter: Matter, kind: BallotKind, reason: str, by: User) -> Ballot:
    """End the latest ballot of a kind in a matter, as ``ballot_end`` does.

    Raises Ballot.DoesNotExist before the first.
    """
    ballot = Ballot.objects.filter(matter=matter.pk, kind=kind.code).latest("pk")
    return ballot_end(ballot=ballot, reason=reason, by=by)


def current_ballot_close(*, matter: Matter, kind: BallotKind, by: User | None) -> Ballot:
    """Close the latest ballot of a kind in a matter, as ``ballot_close`` does.

    Raises Ballot.DoesNotExist before the first.
    """
    ballot = Ballot.objects.filter(matter=matter.pk, kind=kind.code).latest("pk")
    return ballot_close(ballot=ballot, by=by)


def _freeze_recusals(ballot: Ballot, now: dt.datetime) -> None:
    recused = list(
        Elector.objects.filter(ballot=ballot)
        .placed()
        .filter(position="recused")
        .values_list("pk", flat=True)
    )
    Elector.objects.filter(pk__in=recused).update(recused=True)
    Vote.objects.filter(elector__in=recused, replaced_at=None).update(replaced_at=now)


def _outstanding(silent: int) -> str:
    return ngettext(
        "%(silent)d elector has not voted yet; a ballot closes before its time only when all have.",
        (
            "%(silent)d electors have not voted yet; a ballot closes before its time only "
            "when all have."
        ),
        silent,
    ) % {"silent": silent}
