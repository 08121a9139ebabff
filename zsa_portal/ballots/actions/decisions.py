"""Recording what a body decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.ballots.decisions import DecisionKind
from zsa_portal.ballots.majorities import Figures, Sitting
from zsa_portal.ballots.papers import RESOLUTION
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.documents import store
from zsa_portal.documents.actions import document_add
from zsa_portal.documents.levels import level_of
from zsa_portal.documents.models import Version
from zsa_portal.documents.store import Stored
from zsa_portal.people.models import Body, User
from zsa_portal.people.queries import voting_seats
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level, Matter, Recusal
from zsa_portal.workflow.perform import held, require_seen
from zsa_portal.workflow.refusals import BadValue

MOST_CHARACTERS = 60


def decision_record(  # noqa: PLR0913 - the record's own fields
    *,
    kind: DecisionKind,
    matters: Iterable[Matter],
    mode: str,
    decided_on: dt.date,
    number: str,
    outcome: str,
    by: User,
    present: int | None = None,
    yes: int | None = None,
    no: int | None = None,
    abstain: int | None = None,
    note: str = "",
    paper: Any = None,
) -> Decision:
    """Record what the kind's body decided on matters, locked in order of key; the caller asks permission.

    ``mode`` is ``meeting`` or ``circulation``, ``outcome`` ``approved`` or ``rejected``;
    ``present`` are the people present or answering, out of the body's voting seats of that day;
    ``yes``, ``no`` and ``abstain`` are people, None where the resolution gives no figures;
    ``paper`` the resolution, as an upload (kept with every matter) or a Version. Raises BadValue
    naming the field: a day in the future or before a matter came before the body, neither figures
    nor a resolution, figures beyond the seats, below the quorum, or that contradict each other or
    the outcome.
    """
    number = number.strip()
    votes = {"yes": yes, "no": no, "abstain": abstain}
    _require_words(mode, outcome, number)
    there = _require_figures(votes, present)
    _require_proof(yes, paper)
    with _all_held(matters) as fresh:
        _require_day(decided_on, fresh)
        body = _body_of(kind, fresh)
        figures = _figures(body, decided_on, fresh, there, votes)
        _require_sitting(kind, Sitting(body, decided_on, figures, outcome))
        decision = Decision.objects.create(
            body=body,
            purpose=kind.key,
            mode=mode,
            decided_on=decided_on,
            number=number,
            outcome=outcome,
            note=note.strip(),
            recorded_by=by,
            recorded_at=clock.now(),
            document=_kept(paper, fresh, number, by),
            seats=figures.seats,
            present=there,
            **votes,
        )
        decision.matters.set([matter.pk for matter in fresh])
        for matter in fresh:
            values = {"decision": decision, "purpose": kind.key, "outcome": outcome}
            record(matter, by=by, step="decision_record", values=values)
        return decision


@contextmanager
def deciding(
    kind: DecisionKind,
    outcome: str,
    *,
    matters: Iterable[Matter],
    decision: dict[str, Any],
    by: User,
    seen: str = "",
) -> Iterator[Decision]:
    """Record a decision and yield it; the steps that follow from it are taken inside, all or none.

    ``decision`` are the keyword arguments of ``decision_record`` besides kind, matters, outcome
    and by. Raises Changed when a page asks for one matter that is no more as it saw it.
    """
    decision = decision | {"paper": _received(decision.get("paper"))}
    with _all_held(matters) as fresh:
        for matter in fresh:
            require_seen(matter, seen)
        yield decision_record(kind=kind, matters=fresh, outcome=outcome, by=by, **decision)


@contextmanager
def _all_held(matters: Iterable[Matter]) -> Iterator[list[Matter]]:
    ordered = sorted(matters, key=lambda matter: matter.pk)
    if not ordered:
        raise BadValue("matters", _("Name what was decided on."))
    with transaction.atomic(), ExitStack() as stack:
        yield [stack.enter_context(held(matter)) for matter in ordered]


def _require_words(mode: str, outcome: str, number: str) -> None:
    if mode not in Decision.Mode.values:
        raise BadValue("mode", _("Say whether it was decided in a session or by circulation."))
    if outcome not in Decision.Outcome.values:
        raise BadValue("outcome", _("Say whether it was approved or rejected."))
    if not number:
        raise BadValue("number", _("Give the number of the resolution."))
    if len(number) > MOST_CHARACTERS:
        sentence = _("At most %(most)d characters; you wrote %(length)d.")
        raise BadValue("number", sentence % {"most": MOST_CHARACTERS, "length": len(number)})


def _require_day(day: dt.date, matters: Iterable[Matter]) -> None:
    if day > clock.today():
        raise BadValue("decided_on", _("The decision cannot lie in the future."))
    for matter in matters:
        came = clock.day_of(matter.entered_at)
        if day < came:
            sentence = _("“%(title)s” is ready for the decision since %(day)s, not earlier.")
            raise BadValue("decided_on", sentence % {"title": matter.shown_title, "day": came})


def _require_figures(votes: dict[str, int | None], present: int | None) -> int:
    """How many were there, once the figures agree with each other."""
    if present is None:
        raise BadValue("present", _("Say how many were present or answered."))
    for name, figure in (*votes.items(), ("present", present)):
        if figure is not None and figure < 0:
            raise BadValue(name, _("A number of people is not negative."))
    given = [figure for figure in votes.values() if figure is not None]
    if given:
        for name in ("yes", "no"):
            if votes[name] is None:
                raise BadValue(name, _("Give the votes in favour and against, or no votes at all."))
    if sum(given) > present:
        sentence = _("%(cast)d votes are more than the %(present)d present or answering.")
        raise BadValue("present", sentence % {"cast": sum(given), "present": present})
    return present


def _body_of(kind: DecisionKind, matters: list[Matter]) -> Body:
    try:
        return kind.body_of(matters)
    except Body.DoesNotExist as error:
        raise BadValue("matters", _("The body that decides does not exist today.")) from error


def _figures(
    body: Body, day: dt.date, matters: list[Matter], present: int, votes: dict[str, int | None]
) -> Figures:
    seats = voting_seats(body, day)
    recused = Recusal.objects.filter(
        matter__in=[matter.pk for matter in matters], lifted_at=None
    ).values("user")
    entitled = seats.exclude(user__in=recused).count()
    return Figures(seats=seats.count(), entitled=entitled, present=present, **votes)


def _require_sitting(kind: DecisionKind, sitting: Sitting) -> None:
    if not sitting.body.exists(sitting.day):
        sentence = _("%(body)s does not exist on %(day)s.")
        raise BadValue("decided_on", sentence % {"body": sitting.body, "day": sitting.day})
    for name, condition in (("present", kind.is_seated), ("yes", kind.is_carried)):
        if missing := condition.missing(sitting):
            raise BadValue(name, " ".join(missing))


def _require_proof(yes: int | None, paper: Any) -> None:
    if yes is None and paper is None:
        raise BadValue("yes", _("Give the votes, or attach the resolution."))


def _received(paper: Any) -> Any:
    """A resolution that is sent, stored before any matter is held: a worker looks into it first."""
    if paper is None or isinstance(paper, Version | Stored):
        return paper
    try:
        return store.put(paper)
    except BadValue as error:
        raise error.at("paper") from error


def _title_of(number: str) -> str:
    """A resolution's paper by its number; one in words, such as 理事会决议第11号, names itself."""
    if not number.isascii():
        return number
    with translation.override("zh-hans"):
        return _("Resolution %(number)s") % {"number": number}


def _kept(paper: Any, matters: list[Matter], number: str, by: User) -> Version | None:
    if paper is None or isinstance(paper, Version):
        return paper
    try:
        kept = [
            document_add(
                matter=matter,
                kind=RESOLUTION,
                title=_title_of(number),
                upload=paper,
                by=by,
                level=level_of(RESOLUTION, Level.RESTRICTED),
            )
            for matter in matters
        ]
    except BadValue as error:
        raise error.at("paper") from error
    return kept[0]
