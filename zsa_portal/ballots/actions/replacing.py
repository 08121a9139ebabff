"""Replacing an elector of a whole panel while its ballot goes on; the votes of the others stay."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from zsa_portal.ballots.actions.voting import locked, reason_given, recused_in, votes_void
from zsa_portal.ballots.models import Ballot, Elector
from zsa_portal.people.models import Party, Seat, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Base
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.refusals import BadValue, Refusal
from zsa_portal.workflow.settle import calendar_due


def elector_replace(
    *, elector: Elector, seat: Seat, reason: str, by: User | None, days: int = 1
) -> Elector:
    """Let whoever sits on ``seat`` take the place of an elector, and return the new elector.

    Called with the matter held, by what says who sits on the body; only in a ballot of a whole
    panel that is not closed. The old vote falls away and counts in no base; the others stay. The
    ballot then ends ``days`` natural days after today at the earliest, and everybody who owes a
    vote has that long. Raises BadValue("reason", …); BadValue("seat", …) for a seat that does not
    vote on the body today, of somebody recused or who is an elector already; Refusal for another
    kind of ballot, a closed one, or an elector replaced already.
    """
    reason, ballot = reason_given(reason), locked(elector.ballot)
    matter = ballot.matter.machine.objects.get(pk=ballot.matter_id)
    _require_replaceable(ballot, elector, matter)
    _require_new(ballot, seat, matter)
    fresh = Elector.objects.select_related("user").get(pk=elector.pk)
    votes_void(fresh, clock.now())
    successor = Elector.objects.create(
        ballot=ballot,
        seat=seat,
        user=seat.user,
        name=seat.user.name,
        organisation=seat.organisation,
    )
    fresh.successor, fresh.successor_reason = successor, reason
    fresh.save(update_fields=["successor", "successor_reason"])
    _go_on(ballot, matter, days)
    discharge(matter, ballot.duty_key, by=by, party=Party.of(fresh.user))
    owe(matter, Party.of(seat.user), ballot.duty_key, due_at=ballot.closes_at)
    values = {"ballot": ballot, "elector": fresh, "successor": successor}
    record(matter, by=by, step="elector_replace", reason=reason, values=values)
    return successor


def _go_on(ballot: Ballot, matter: Matter, days: int) -> None:
    closes = clock.start_of(clock.today() + dt.timedelta(days=days + 1))
    if closes <= ballot.closes_at:
        return
    ballot.closes_at = closes
    ballot.save(update_fields=["closes_at"])
    owed = Duty.objects.filter(matter_id=matter.pk, key=ballot.duty_key, done_at=None)
    owed.update(due_at=closes)
    due = calendar_due(matter)
    if due is not None and due != matter.due_at:
        matter.due_at = due
        matter.save(update_fields=["due_at"])


def _require_replaceable(ballot: Ballot, elector: Elector, matter: Matter) -> None:
    if ballot.basis != Base.WHOLE_PANEL:
        raise Refusal([_("Only an elector of a whole panel is replaced.")], matter=matter)
    if ballot.closed_at is not None:
        raise Refusal([_("This ballot is closed already.")], matter=matter)
    if Elector.objects.filter(pk=elector.pk, successor__isnull=False).exists():
        raise Refusal([_("This elector is replaced already.")], matter=matter)


def _require_new(ballot: Ballot, seat: Seat, matter: Matter) -> None:
    if seat.body_id != ballot.body_id or not (seat.votes and seat.holds()):
        raise BadValue("seat", _("This seat does not vote on the body that judges."))
    if seat.user_id in recused_in(matter):
        raise BadValue("seat", _("%(name)s is recused.") % {"name": seat.user})
    there = Elector.objects.filter(ballot=ballot, user=seat.user_id).counted()
    if there.exists():
        raise BadValue("seat", _("%(name)s judges already.") % {"name": seat.user})
