"""Declaring and lifting recusals: who has an interest in a matter takes no part in deciding it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from zsa_portal.ballots.actions.voting import locked, reason_given
from zsa_portal.ballots.models import Ballot, Elector, Vote, VoteDraft
from zsa_portal.ballots.queries import sits_now
from zsa_portal.ballots.rules import manages
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.interests import DECIDING
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Duty, Matter, Recusal
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue


def recusal_declare(*, matter: Matter, user: User, reason: str, by: User) -> Recusal:
    """Let a person take no part in deciding a matter, and return the recusal.

    By the person, or by the secretariat or the committee's secretary. A vote the person cast in an
    open ballot of the matter falls away; the seat still counts in the base of all members. What
    the person owes of deciding otherwise, such as an expert's opinion, is owed no more. Raises
    BadValue("reason", …), BadValue("user", …) for one recused already, PermissionDenied.
    """
    reason = reason_given(reason)
    with held(matter) as fresh:
        if by.pk != user.pk and not manages(fresh, by):
            raise PermissionDenied
        if Recusal.objects.filter(matter=fresh.pk, user=user, lifted_at=None).exists():
            raise BadValue("user", _("%(name)s is recused already.") % {"name": user})
        recusal = Recusal.objects.create(
            matter_id=fresh.pk, user=user, reason=reason, declared_at=clock.now(), declared_by=by
        )
        for ballot in _open_ballots(fresh):
            live = Vote.objects.filter(elector__ballot=ballot, cast_by=user, replaced_at=None)
            live.update(replaced_at=clock.now())
            VoteDraft.objects.filter(elector__ballot=ballot, user=user).delete()
            discharge(fresh, ballot.duty_key, by=by, party=Party.of(user))
        Duty.objects.filter(
            matter=fresh.pk, party=Party.of(user), key__in=DECIDING, done_at__isnull=True
        ).update(done_at=recusal.declared_at, done_by=by)
        record(fresh, by=by, step="recusal_declare", reason=reason, values={"recusal": recusal})
        return recusal


def recusal_lift(*, recusal: Recusal, reason: str, by: User) -> Recusal:
    """Let a recused person take part again, with a reason; lifting twice changes nothing.

    By the secretariat or the committee's secretary, never by the person alone. Where a ballot of
    the matter is open, the person owes a vote again, and an expert still engaged the opinion.
    Raises BadValue("reason", …), PermissionDenied.
    """
    reason = reason_given(reason)
    with held(recusal.matter) as matter:
        if not manages(matter, by) or by.pk == recusal.user_id:
            raise PermissionDenied
        fresh = Recusal.objects.select_for_update(of=("self",)).get(pk=recusal.pk)
        if fresh.lifted_at is not None:
            return fresh
        fresh.lifted_at = clock.now()
        fresh.save(update_fields=["lifted_at"])
        for ballot in _open_ballots(matter):
            _owe_again(matter, ballot, recusal.user)
        _engage_again(matter, fresh)
        record(matter, by=by, step="recusal_lift", reason=reason, values={"recusal": fresh})
        return fresh


def _open_ballots(matter: Matter) -> Iterable[Ballot]:
    rows = Ballot.objects.open_at(clock.now()).filter(matter=matter.pk)
    return [locked(ballot) for ballot in rows.order_by("pk")]


def _engage_again(matter: Matter, recusal: Recusal) -> None:
    party = Party.of(recusal.user)
    if party not in matter.parties_that(lambda role: role.decides):
        return
    ended = Duty.objects.filter(
        matter=matter.pk, party=party, key__in=DECIDING, done_at=recusal.declared_at
    )
    for duty in ended:
        owe(matter, party, duty.key, due_at=duty.due_at)


def _owe_again(matter: Matter, ballot: Ballot, user: User) -> None:
    seats = Elector.objects.filter(sits_now(user), ballot=ballot).placed()
    if seats.filter(position="silent").exists():
        owe(matter, Party.of(user), ballot.duty_key, due_at=ballot.closes_at)
