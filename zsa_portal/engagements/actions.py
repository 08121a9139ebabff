"""Engaging experts, releasing them, taking their opinions.

``engage``, ``release`` and ``dismiss_all`` belong to steps of the procedure and are called in
their bodies; an expert's opinion holds the matter itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from zsa_portal.engagements.kinds import KINDS, EngagementKind
from zsa_portal.engagements.models import Engagement
from zsa_portal.engagements.queries import awaiting_replacement, engagements_of, round_of
from zsa_portal.people.models import Expert, Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import BadValue


def engage_anew(
    *, matter: Matter, kind: EngagementKind, experts: Sequence[Expert], by: User, question: str = ""
) -> list[Engagement]:
    """Begin the next round of a kind with these experts; see ``engage``."""
    return _engage(matter, kind, round_of(matter, kind) + 1, experts, question, by)


def engage(
    *, matter: Matter, kind: EngagementKind, experts: Sequence[Expert], by: User, question: str = ""
) -> list[Engagement]:
    """Let experts take part in the present round and owe their opinion, each once a round.

    Each new one takes the place of one who was recused by somebody else after giving an opinion,
    while there is any. Returns the new engagements; those engaged already stay as they are.
    ``question`` is put to all of them. Raises BadValue("experts", …) for one without an account.
    """
    return _engage(matter, kind, round_of(matter, kind) or 1, experts, question, by)


def release(*, matter: Matter, kind: EngagementKind, engagement: Engagement, reason: str) -> None:
    """End an expert's part in the present round before the opinion was given.

    Raises BadValue("engagement", …) for one who is not engaged in the present round of the matter.
    """
    rows = engagements_of(matter, kind).filter(pk=engagement.pk, released_at=None)
    if not rows.filter(round=round_of(matter, kind)).exists():
        raise BadValue("engagement", _("This expert is not engaged at present."))
    engagement.released_at = engagement.ended_at = clock.now()
    engagement.release_reason = reason
    engagement.save(update_fields=["released_at", "release_reason", "ended_at"])
    discharge(matter, kind.duty, party=Party.of(engagement.user))
    _leave(matter, kind, [engagement.user])


def dismiss_all(*, matter: Matter, kind: EngagementKind) -> None:
    """End the part of every expert of a kind when its round is over."""
    rows = engagements_of(matter, kind).filter(ended_at=None)
    users = [row.user for row in rows.select_related("user")]
    rows.update(ended_at=clock.now())
    discharge(matter, kind.duty)
    _leave(matter, kind, users)


def opinion_give(
    *, matter: Matter, kind: EngagementKind, by: User, conclusion: str = "", opinion: str = ""
) -> Engagement:
    """Give or change an expert's opinion while the round goes on.

    A conclusion that is not plain says why, and a kind without conclusions asks for the answer in
    words. Raises PermissionDenied for anyone not engaged, WrongState, BadValue.
    """
    with held(matter, states=kind.given_in) as fresh:
        row = engagements_of(fresh, kind).live().filter(user=by).first()
        if row is None:
            raise PermissionDenied
        _require_words(kind, conclusion, opinion)
        row.conclusion, row.opinion, row.at = conclusion, opinion.strip(), clock.now()
        row.save(update_fields=["conclusion", "opinion", "at"])
        discharge(fresh, kind.duty, by=by, party=Party.of(by))
        touched(fresh)
        values = {"engagement": row, "conclusion": conclusion}
        record(fresh, by=by, step="engagement_opinion", values=values)
    return row


def words_missing(kind: EngagementKind, conclusion: str, opinion: str) -> str:
    """What an opinion without words lacks, as a sentence; empty where it says enough."""
    if opinion.strip() or (kind.conclusions is not None and conclusion in kind.plain):
        return ""
    if kind.conclusions is None:
        return _("Write the answer.")
    return _("Say why, or which changes you ask for.")


def _engage(
    matter: Matter,
    kind: EngagementKind,
    number: int,
    experts: Sequence[Expert],
    question: str,
    by: User,
) -> list[Engagement]:
    due = clock.start_of(clock.today() + dt.timedelta(days=kind.days + 1))
    rows = engagements_of(matter, kind).filter(round=number, released_at=None)
    engaged = set(rows.values_list("expert", flat=True))
    wanting = iter(awaiting_replacement(list(engagements_of(matter, kind).with_recusals())))
    made = []
    for expert in experts:
        if expert.pk in engaged:
            continue
        if expert.user is None:
            sentence = _("%(expert)s has no account; invite the expert first.")
            raise BadValue("experts", sentence % {"expert": expert})
        party = Party.of(expert.user)
        matter.involve(kind.role, party)
        made.append(
            Engagement.objects.create(
                matter=matter,
                kind=kind.key,
                round=number,
                replaces=next(wanting, None),
                expert=expert,
                user=expert.user,
                engaged_by=by,
                question=question,
            )
        )
        owe(matter, party, kind.duty, due_at=due)
    return made


def _leave(matter: Matter, kind: EngagementKind, users: Sequence[User]) -> None:
    """End the role of people, unless another engagement that goes on gives it to them."""
    alike = [other.key for other in KINDS.values() if other.role == kind.role]
    rows = matter.engagements.filter(kind__in=alike, ended_at=None)
    staying = set(rows.values_list("user", flat=True))
    for user in users:
        if user.pk not in staying:
            matter.dismiss(kind.role, Party.of(user))


def _require_words(kind: EngagementKind, conclusion: str, opinion: str) -> None:
    if kind.conclusions is not None and conclusion not in kind.conclusions.values:
        raise BadValue("conclusion", _("Choose a conclusion."))
    if sentence := words_missing(kind, conclusion, opinion):
        raise BadValue("opinion", sentence)
