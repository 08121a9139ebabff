"""Opening a ballot: who votes, how long, and the duties that follow the seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from zsa_portal.ballots.actions.voting import locked, recused_in
from zsa_portal.ballots.kinds import ABSTENTION_IS_VALID, DAYS, BallotKind
from zsa_portal.ballots.models import Ballot, Elector
from zsa_portal.ballots.sheets import frozen
from zsa_portal.people.models import Body, Party, Seat, User
from zsa_portal.people.queries import voting_seats
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Base, Threshold
from zsa_portal.workflow.duties import owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue, Refusal

MOST_DAYS = 180


@dataclass(frozen=True)
class Present:
    """Somebody present where a body meets, and the seat for which."""

    seat: Seat
    user: User


@dataclass(frozen=True)
class Gathering:
    """Those present where a body met, and the day, today by default."""

    present: Sequence[Present]
    day: dt.date = field(default_factory=clock.today)

    @property
    def seats(self) -> set[int]:
        """The keys of the seats for which somebody is present."""
        return {one.seat.pk for one in self.present}


def ballot_open(
    *,
    matter: Matter,
    kind: BallotKind,
    body: Body,
    question: str,
    by: User | None,
    days: int | None = None,
    gathering: Gathering | None = None,
) -> Ballot:
    """Open a ballot of the body's voting seats of today; their list and the sheet are frozen.

    Called in a step's body, or with the matter held. Accepts votes until the end of the
    ``days``-th natural day after today; by default as long as the setting says, a ballot among
    those present until the end of today. ``gathering`` says who was present, only for a threshold
    of the valid votes, and needed there; their seats voted on its day, whatever became of them
    since. Of a whole panel the recused are no electors. Every elector not recused owes a vote.
    Raises BadValue for ``question``, ``days`` and ``seats``, Refusal while a ballot of the kind is
    open, for a body that does not exist today, or where nobody votes.
    """
    if Ballot.objects.filter(matter=matter.pk, kind=kind.code, closed_at=None).exists():
        raise Refusal([_("A ballot of this kind is open already.")], matter=matter)
    if not body.exists():
        raise Refusal([_("%(body)s does not exist today.") % {"body": body}], matter=matter)
    chosen = _electorate(matter, kind.threshold, body, gathering)
    if not chosen:
        raise Refusal([_("Nobody on %(body)s votes today.") % {"body": body}], matter=matter)
    now, share = clock.now(), kind.threshold
    ballot = Ballot.objects.create(
        matter_id=matter.pk,
        kind=kind.code,
        body=body,
        question=_question(question, matter),
        opened_at=now,
        opened_by=by,
        closes_at=_closes(now, share, days),
        rule=share.rule,
        numerator=share.numerator,
        denominator=share.denominator,
        basis=share.of.value,
        abstention_is_valid=bool(ABSTENTION_IS_VALID.value()),
        sheet=frozen(kind.sheet.before(matter)) if kind.sheet else [],
        tally_shown=kind.visibility.tally,
        names_shown=kind.visibility.names,
    )
    electors = Elector.objects.bulk_create(_elector(ballot, one) for one in chosen)
    until = ballot.closes_at.isoformat()
    values = {"ballot": ballot, "electors": len(electors), "closes_at": until}
    record(matter, by=by, step="ballot_open", values=values)
    _owe_votes(matter, ballot, electors)
    return ballot


def _owe_votes(matter: Matter, ballot: Ballot, electors: Iterable[Elector]) -> None:
    recused = recused_in(matter)
    for elector in electors:
        if elector.user_id not in recused:
            owe(matter, Party.of(elector.user), ballot.duty_key, due_at=ballot.closes_at)


def duties_follow(*, ballot: Ballot) -> None:
    """Let those owe the votes of an open ballot who sit on its electors' seats now.

    An organisation may have changed its representative since the ballot opened. A ballot among
    those present stays theirs.
    """
    with held(ballot.matter) as matter:
        fresh = locked(ballot)
        if not fresh.is_open() or fresh.present_only:
            return
        waiting = Elector.objects.filter(ballot=fresh).placed().filter(position="silent")
        owing = [
            Party.of(elector.seat.user)
            for elector in waiting.select_related("seat__user")
            if elector.seat.holds()
        ]
        left = Duty.objects.filter(matter_id=matter.pk, key=fresh.duty_key, done_at=None)
        left.exclude(party__in=owing).update(done_at=clock.now())
        for party in owing:
            owe(matter, party, fresh.duty_key, due_at=fresh.closes_at)


def _question(question: str, matter: Matter) -> str:
    asked = question.strip() or matter.title
    most = Ballot._meta.get_field("question").max_length or 0
    if len(asked) > most:
        sentence = _("At most %(most)d characters; you wrote %(length)d.")
        raise BadValue("question", sentence % {"most": most, "length": len(asked)})
    return asked


def _elector(ballot: Ballot, one: Present) -> Elector:
    return Elector(
        ballot=ballot,
        seat=one.seat,
        user=one.user,
        name=one.user.name,
        organisation=one.seat.organisation,
    )


def _electorate(
    matter: Matter, threshold: Threshold, body: Body, gathering: Gathering | None
) -> list[Present]:
    if threshold.of == Base.VALID_VOTES:
        return _those_present(body, gathering)
    voting = [Present(seat, seat.user) for seat in voting_seats(body)]
    if gathering is not None and gathering.seats != {one.seat.pk for one in voting}:
        raise BadValue("seats", _("All members vote; nobody is left out and nobody added."))
    if threshold.of == Base.WHOLE_PANEL:
        recused = recused_in(matter)
        return [one for one in voting if one.user.pk not in recused]
    return voting


def _those_present(body: Body, gathering: Gathering | None) -> list[Present]:
    if gathering is None or not gathering.present:
        raise BadValue("seats", _("Say who is present; only they vote."))
    voting = set(voting_seats(body, gathering.day).values_list("pk", flat=True))
    if not gathering.seats <= voting:
        raise BadValue("seats", _("Somebody named as present had no vote on this body that day."))
    return sorted(gathering.present, key=lambda one: one.seat.pk)


def _closes(now: dt.datetime, threshold: Threshold, days: int | None) -> dt.datetime:
    at_once = threshold.of == Base.VALID_VOTES
    least = 0 if at_once else 1
    chosen = days if days is not None else 0 if at_once else int(DAYS.value())
    if not least <= chosen <= MOST_DAYS:
        sentence = _("A ballot lasts from %(least)d to %(most)d natural days.")
        raise BadValue("days", sentence % {"least": least, "most": MOST_DAYS})
    return clock.start_of(clock.day_of(now) + dt.timedelta(days=chosen + 1))
